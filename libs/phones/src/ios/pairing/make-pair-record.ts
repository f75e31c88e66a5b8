import 'reflect-metadata';
import { createPublicKey, randomBytes, randomUUID, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { garbledIphone } from '../ios-faults.js';
import { recordOf, type PairRecord } from './pair-record.js';

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const YEAR_MS = 365 * 86_400_000;
const LONGEST_KEY = 16 * 1024;

/** What of the phone and of the computer goes into a new record. */
export interface PairParties {
  /** `DevicePublicKey` of lockdown: RSA, PEM (PKCS #1, or SubjectPublicKeyInfo). */
  readonly devicePublicKey: Uint8Array;
  readonly systemBuid: string;
  readonly wifiAddress: string | undefined;
}

/**
 * Makes a record that a phone can come to trust: an authority of its own (RSA 2048, as libimobiledevice and pymobiledevice3
 * make it, with empty names, for ten years), and signed by it the computer's certificate and one for the phone's own key. The
 * phone adds the escrow bag. Throws `SourceError` `internal` where the phone's key is none.
 */
export async function makePairRecord(parties: PairParties): Promise<PairRecord> {
  const device = await deviceKey(parties.devicePublicKey);
  const [root, host] = await Promise.all([newKeys(), newKeys()]);
  const certificates = {
    DeviceCertificate: await certificate(device, root.privateKey, false),
    HostCertificate: await certificate(host.publicKey, root.privateKey, false),
    RootCertificate: await certificate(root.publicKey, root.privateKey, true),
  };
  const record = recordOf({
    ...certificates,
    DevicePublicKey: parties.devicePublicKey,
    HostID: randomUUID().toUpperCase(),
    HostPrivateKey: await pemOf(host.privateKey),
    RootPrivateKey: await pemOf(root.privateKey),
    SystemBUID: parties.systemBuid,
    ...(parties.wifiAddress === undefined ? {} : { WiFiMACAddress: parties.wifiAddress }),
  });
  if (record === undefined) throw new Error('a record that was just made cannot be read');
  return record;
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function deviceKey(pem: Uint8Array): Promise<webcrypto.CryptoKey> {
  try {
    if (pem.length > LONGEST_KEY) throw new RangeError('too long');
    const key = createPublicKey(Buffer.from(pem));
    if (key.asymmetricKeyType !== 'rsa') throw new TypeError('not RSA');
    const spki = key.export({ format: 'der', type: 'spki' });
    return await webcrypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']);
  } catch (error) {
    throw garbledIphone('a public key that is none', error);
  }
}

async function certificate(
  publicKey: webcrypto.CryptoKey,
  signingKey: webcrypto.CryptoKey,
  isAuthority: boolean,
): Promise<Buffer> {
  const extensions: x509.Extension[] = [new x509.BasicConstraintsExtension(isAuthority, undefined, true)];
  if (!isAuthority) {
    const usage = x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment;
    extensions.push(new x509.KeyUsagesExtension(usage, true));
  }
  // A day back, for a phone whose clock is behind.
  const notBefore = new Date(Date.now() - 86_400_000);
  const made = await x509.X509CertificateGenerator.create(
    {
      serialNumber: `01${randomBytes(8).toString('hex')}`,
      publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      notBefore,
      notAfter: new Date(notBefore.getTime() + 10 * YEAR_MS),
      extensions,
    },
    webcrypto,
  );
  return Buffer.from(`${made.toString('pem')}\n`);
}

async function pemOf(key: webcrypto.CryptoKey): Promise<Buffer> {
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', key);
  return Buffer.from(`${x509.PemConverter.encode(pkcs8, 'PRIVATE KEY')}\n`);
}
