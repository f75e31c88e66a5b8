import type { KeyObject } from 'node:crypto';
import type { Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { adbTls } from '@holdfast/phones/codecs';

/**
 * TLS 1.3 as the phone on a connected socket; resolves once the computer has proved the key of its certificate, with that
 * key (`undefined` for none). Whether it is a known one is the caller's affair: adbd says no to another with a TLS alert,
 * which Node cannot send, so that here the connection just ends.
 */
export function serveTls(
  socket: Socket,
  key: KeyObject,
): Promise<{ secured: TLSSocket; theirs: KeyObject | undefined }> {
  return new Promise((resolve, reject) => {
    const secured = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext(adbTls(key)),
      requestCert: true,
      rejectUnauthorized: false,
    });
    secured.on('error', reject);
    secured.once('close', () => reject(new Error('closed during the TLS handshake')));
    secured.once('secure', () => resolve({ secured, theirs: secured.getPeerX509Certificate()?.publicKey }));
  });
}
