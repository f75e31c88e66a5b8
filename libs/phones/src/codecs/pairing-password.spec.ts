import { createHash, createHmac, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { duplexPair } from 'node:stream';
import { connect, createSecureContext, TLSSocket } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { adbTls } from './adb-tls.js';
import { pairingPassword } from './pairing-password.js';

const phone = generateKeyPairSync('rsa', { modulusLength: 2048 });
const computer = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** HKDF-Expand-Label of RFC 8446 §7.1, written for this test from the RFC alone. */
function expandLabel(secret: Buffer, label: Buffer, context: Buffer, length: number): Buffer {
  const full = Buffer.concat([Buffer.from('tls13 '), label]);
  const info = Buffer.concat([
    Buffer.from([length >> 8, length & 255, full.length]),
    full,
    Buffer.from([context.length]),
    context,
  ]);
  let block = Buffer.alloc(0);
  let all = Buffer.alloc(0);
  for (let count = 1; all.length < length; count += 1) {
    block = createHmac('sha384', secret)
      .update(block)
      .update(info)
      .update(Buffer.from([count]))
      .digest();
    all = Buffer.concat([all, block]);
  }
  return all.subarray(0, length);
}

describe('the password of a pairing', () => {
  it('is the code and what RFC 8446 exports under the label with its NUL, the same at both ends', async () => {
    const [near, far] = duplexPair();
    const secureContext = createSecureContext(adbTls(phone.privateKey));
    const server = new TLSSocket(far as never, {
      isServer: true,
      secureContext,
      requestCert: true,
      rejectUnauthorized: false,
    });
    const client = connect({ ...adbTls(computer.privateKey), socket: near, rejectUnauthorized: false });
    const lines: string[] = [];
    client.on('keylog', (line: Buffer) => lines.push(line.toString()));
    await Promise.all([once(server, 'secure'), once(client, 'secureConnect')]);
    expect(client.getProtocol()).toBe('TLSv1.3');
    expect(client.getCipher().name).toBe('TLS_AES_256_GCM_SHA384');

    const secret = lines.map((line) => /^EXPORTER_SECRET \S+ (\S+)/.exec(line)?.[1]).find(Boolean) ?? '';
    const nothing = createHash('sha384').digest();
    const label = Buffer.from([0x61, 0x64, 0x62, 0x2d, 0x6c, 0x61, 0x62, 0x65, 0x6c, 0x00]);
    const derived = expandLabel(Buffer.from(secret, 'hex'), label, nothing, 48);
    const material = expandLabel(derived, Buffer.from('exporter'), nothing, 64);
    const password = pairingPassword('123456', client);
    expect(password.toString('hex')).toBe(Buffer.from('123456').toString('hex') + material.toString('hex'));
    expect(pairingPassword('123456', server)).toEqual(password);
    client.destroy();
    server.destroy();
  });

  it('is made over certificates that carry the adb keys, as OpenSSL reads them', () => {
    const certificate = new X509Certificate(adbTls(computer.privateKey).cert as string);
    expect(certificate.publicKey.equals(computer.publicKey)).toBe(true);
    expect(certificate.verify(computer.publicKey)).toBe(true);
    expect(certificate.verify(phone.publicKey)).toBe(false);
    expect(certificate.ca).toBe(true);
  });
});
