import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { ByteReader } from '@holdfast/phones/codecs';
import { serveTls } from '../android/wireless/serve-tls.js';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A phone's pairing port that does what `behave` does once TLS stands. Resolves with its address. */
export async function hostilePairing(
  behave: (socket: TLSSocket, reader: ByteReader) => Promise<void> | void,
): Promise<{ address: string; close: () => void }> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    void serveTls(socket, privateKey)
      .then(({ secured }) => {
        const pieces = secured[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
        const next = async (): Promise<Buffer | undefined> => {
          const piece = await pieces.next();
          return piece.done === true ? undefined : piece.value;
        };
        return behave(secured, new ByteReader(next));
      })
      .catch(() => undefined);
  });
  return { address: `127.0.0.1:${await listening(server)}`, close: () => server.close() };
}

/** Listens on a free port of loopback, and says which. */
export function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
