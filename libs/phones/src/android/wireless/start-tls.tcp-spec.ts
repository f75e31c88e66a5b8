import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { createSecureContext, TLSSocket, type SecureContextOptions } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate, SubjectPublicKeyInfo } from '@peculiar/asn1-x509';
import { adbCertificate } from '../../codecs/adb-certificate.js';
import { adbTls } from '../../codecs/adb-tls.js';
import { ByteReader } from '../../codecs/byte-reader.js';
import { COMMAND, decodePacketHeader, encodePacketHeader, VERSION_STLS } from '../../codecs/packet.js';
import { loadOrMakeKey } from '../direct/key-file.js';
import { openDirect } from '../direct/open-direct.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-tls-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The certificate of `adbCertificate`, of and by an elliptic-curve key. */
function ellipticTls(): SecureContextOptions {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = AsnConvert.parse(adbCertificate(rsa), Certificate);
  const algorithm = new AlgorithmIdentifier({ algorithm: '1.2.840.10045.4.3.2' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  certificate.tbsCertificate.subjectPublicKeyInfo = AsnConvert.parse(spki, SubjectPublicKeyInfo);
  certificate.tbsCertificate.signature = certificate.signatureAlgorithm = algorithm;
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(certificate.tbsCertificate)), privateKey);
  certificate.signatureValue = Uint8Array.from(signature).buffer;
  const pem = Buffer.from(AsnConvert.serialize(certificate)).toString('base64');
  return {
    ...adbTls(rsa),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${pem.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

/** Greets as a phone in wireless debugging does, and then is the server of TLS. */
async function openAgainst(
  context: SecureContextOptions,
  isStrict: boolean,
  onSecure: (phone: TLSSocket) => void,
): Promise<unknown> {
  const serve = async (socket: Socket): Promise<void> => {
    const pieces = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
    const reader = new ByteReader(async () => (await pieces.next()).value as Buffer | undefined);
    const greeting = decodePacketHeader(await reader.exactly(24), 4096);
    await reader.exactly(greeting.length);
    const stls = { command: COMMAND.STLS, arg0: VERSION_STLS, arg1: 0, payload: Buffer.alloc(0) };
    socket.write(encodePacketHeader(stls, true));
    expect(await reader.exactly(24)).toEqual(encodePacketHeader(stls, true));
    if (reader.ready > 0) socket.unshift(await reader.exactly(reader.ready));
    const secureContext = createSecureContext(context);
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext,
      requestCert: true,
      rejectUnauthorized: isStrict,
    });
    secured.on('error', () => undefined).on('secure', () => onSecure(secured));
  };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    void serve(socket);
  });
  const address = await new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`127.0.0.1:${(server.address() as { port: number }).port}`));
  });
  try {
    return await openDirect(address, { adbKeyFile: join(folder, 'adbkey') });
  } finally {
    server.close();
  }
}

describe('TLS to a phone', () => {
  it('takes an alert that arrives in place of the greeting for a phone that was not paired', async () => {
    // It takes no RSA, so that our certificate does not fit: an alert that OpenSSL itself sends after our handshake.
    const context = { ...ellipticTls(), sigalgs: 'ecdsa_secp256r1_sha256' };
    const opened = openAgainst(context, true, () => undefined);
    await expect(opened).rejects.toMatchObject({
      causeClass: 'trust-not-given',
      message: expect.stringContaining('Pair this computer first'),
      cause: { cause: { code: expect.stringContaining('ALERT') } },
    });
  });

  it('shows our adb key whatever issuers the phone names, as it names one for each key it knows', async () => {
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    let shown: KeyObject | undefined;
    const context = { ...adbTls(rsa), ca: [adbTls(stranger).cert as string] };
    const opened = openAgainst(context, false, (phone) => {
      shown = phone.getPeerX509Certificate()?.publicKey;
      phone.destroy();
    });
    await expect(opened).rejects.toMatchObject({ causeClass: 'trust-not-given' });
    const ours = await loadOrMakeKey(join(folder, 'adbkey'));
    expect(shown?.equals(createPublicKey(ours))).toBe(true);
  });

  it('is refused when the phone speaks an older TLS', async () => {
    const context = { ...adbTls(rsa), minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' } as const;
    const opened = openAgainst(context, false, () => undefined);
    await expect(opened).rejects.toMatchObject({ causeClass: 'internal' });
  });
});
