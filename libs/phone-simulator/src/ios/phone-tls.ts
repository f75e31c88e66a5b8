import type { KeyObject, X509Certificate } from 'node:crypto';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { TrustedComputer } from './pairing/trusted-computers.js';
import { isComputer } from './pairing/trusted-computers.js';
import { readerOf, type Tunnel } from './tunnel.js';

/** Who speaks TLS is not the computer that the phone trusts. */
export class NotTheComputer extends Error {
  override readonly name = 'NotTheComputer';
}

/**
 * TLS as the phone (the server) on a connection: it shows the certificate that this computer made for it, and lets in whoever
 * has the key of the computer's own. Throws `NotTheComputer`, and what TLS throws.
 */
export async function serveTls(tunnel: Tunnel, computer: TrustedComputer, key: KeyObject): Promise<Tunnel> {
  const { socket, reader, via } = tunnel;
  // The first bytes of TLS may have come with what was read last.
  const early = reader.ready;
  if (early > 0) socket.unshift(await reader.exactly(early));
  const secured = new TLSSocket(socket, {
    isServer: true,
    secureContext: createSecureContext({
      key: key.export({ format: 'pem', type: 'pkcs8' }),
      cert: computer.deviceCertificate,
      // libimobiledevice signs with SHA-1, which OpenSSL refuses above level 0.
      ciphers: 'DEFAULT@SECLEVEL=0',
    }),
    requestCert: true,
    rejectUnauthorized: false,
  });
  const shown = await new Promise<X509Certificate | undefined>((resolve, reject) => {
    secured.on('error', reject);
    secured.once('close', () => reject(new Error('closed during the TLS handshake')));
    secured.once('secure', () => resolve(secured.getPeerX509Certificate()));
  });
  if (!isComputer(computer, shown)) {
    secured.destroy();
    throw new NotTheComputer('another certificate than the one that was paired');
  }
  return { socket: secured, reader: readerOf(secured), via };
}
