import 'reflect-metadata';
import { createPublicKey, randomUUID, webcrypto, type KeyObject } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { writeXmlPlist } from '@holdfast/phones/codecs';
import { computerOf } from './pair-request.js';
import { publicKeyOf } from './phone-key.js';
import type { TrustedComputer } from './trusted-computers.js';

const ALGORITHM = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;
const VALID_MS = 10 * 365 * 86_400_000;

/** A pairing from before the phone was started: both what the computer keeps and what the phone does. */
export interface FirstPairing {
  /** The computer's pair record, a property list. */
  readonly record: Uint8Array;
  readonly computer: TrustedComputer;
}

/**
 * Pairs a computer with a phone as if it had been done long ago. One key serves as root and as host key, as in the records of
 * pymobiledevice3; libimobiledevice makes two.
 */
export async function pairBeforehand(
  phoneKey: KeyObject,
  systemBuid: string,
  wifiAddress: string,
): Promise<FirstPairing> {
  const keys = await webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const phone = createPublicKey(phoneKey).export({ format: 'der', type: 'spki' });
  const phoneSide = await webcrypto.subtle.importKey('spki', phone, ALGORITHM, true, ['verify']);
  const root = await certificate('01', keys.publicKey, keys.privateKey, true);
  const device = await certificate('02', phoneSide, keys.privateKey, false);
  const hostKey = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  const privateKey = Buffer.from(x509.PemConverter.encode(hostKey, 'PRIVATE KEY'));
  const shown = {
    DeviceCertificate: device,
    HostCertificate: root,
    HostID: randomUUID().toUpperCase(),
    RootCertificate: root,
    SystemBUID: systemBuid,
  };
  const computer = computerOf(shown, phoneKey);
  if (computer === undefined) throw new Error('the phone refuses the certificates that were made for it');
  const record = writeXmlPlist({
    ...shown,
    DevicePublicKey: publicKeyOf(phoneKey),
    EscrowBag: Buffer.from(computer.escrowBag, 'base64'),
    HostPrivateKey: privateKey,
    RootPrivateKey: privateKey,
    WiFiMACAddress: wifiAddress,
  });
  return { record, computer };
}

async function certificate(
  serialNumber: string,
  publicKey: webcrypto.CryptoKey,
  signingKey: webcrypto.CryptoKey,
  isAuthority: boolean,
): Promise<Buffer> {
  const notBefore = new Date(Date.now() - 86_400_000);
  const made = await x509.X509CertificateGenerator.create(
    {
      serialNumber,
      publicKey,
      signingKey,
      signingAlgorithm: ALGORITHM,
      notBefore,
      notAfter: new Date(notBefore.getTime() + VALID_MS),
      extensions: [new x509.BasicConstraintsExtension(isAuthority, undefined, true)],
    },
    webcrypto,
  );
  return Buffer.from(`${made.toString('pem')}\n`);
}
