import type { KeyObject, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { TrustedComputer } from './pairing/trusted-computers.js';
import { isComputer } from './pairing/trusted-computers.js';
import { TlsRecords } from './tls-records.js';
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
  const { socket, reader } = tunnel;
  // The first bytes of TLS may have come with what was read last.
  const early = reader.ready;
  if (early > 0) socket.unshift(await reader.exactly(early));
  const secured = await secure(socket, computer, key);
  return { socket: secured, reader: readerOf(secured), via: tunnel.via };
}

/** A conversation in TLS that goes on without it. */
export interface TlsSession {
  readonly tunnel: Tunnel;
  /** Call before the last answer is sent. Resolves once the computer has said good-bye to TLS: the connection is plain again. */
  end(): Promise<void>;
}

/** The same as `serveTls`, where the connection outlives its TLS. */
export async function serveTlsSession(
  tunnel: Tunnel,
  computer: TrustedComputer,
  key: KeyObject,
): Promise<TlsSession> {
  const records = new TlsRecords(tunnel);
  // Whatever ends the records ends what is secured on them, which is listened to.
  records.on('error', () => undefined);
  const secured = await secure(records, computer, key);
  const reader = readerOf(secured);
  return {
    tunnel: { socket: secured, reader, via: tunnel.via },
    end: async () => {
      const isOver = new Promise((resolve) => secured.once('close', resolve));
      records.endAfterNext();
      // A good-bye that nobody reads does not arrive.
      await reader.upTo(1);
      secured.end();
      await isOver;
    },
  };
}

async function secure(connection: Duplex, computer: TrustedComputer, key: KeyObject): Promise<TLSSocket> {
  // Any duplex will do, whatever its type says.
  const secured = new TLSSocket(connection as Socket, {
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
  return secured;
}
