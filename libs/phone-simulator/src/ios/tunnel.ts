import type { Socket } from 'node:net';
import { ByteReader } from '@holdfast/phones/codecs';

/** A connection as it comes to the phone: what was read of it so far goes through one reader. */
export interface Tunnel {
  readonly socket: Socket;
  readonly reader: ByteReader;
  /** `Network`: over the air, where pairing is not allowed. */
  readonly via: 'USB' | 'Network';
}

/** Reads a socket piece by piece; its errors are its end. */
export function readerOf(socket: Socket): ByteReader {
  const pieces = socket.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>;
  return new ByteReader(async () => {
    const piece = await pieces.next().catch(() => undefined);
    return piece?.done === false ? piece.value : undefined;
  });
}
