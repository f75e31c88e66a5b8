import type { Socket } from 'node:net';
import type { ByteReader } from '@holdfast/phones/codecs';
import type { Wire } from '../wire.js';

const NOTHING = new Uint8Array(0);

/** A service's connection to one computer, after TLS. */
export interface ServiceConnection {
  /** What the computer sends; reading throws `EndOfBytes` once it is gone. */
  readonly reader: ByteReader;
  /** Sends both pieces; resolves when they may be written over. Throws `ConnectionOver`. */
  send(header: Uint8Array, payload?: Uint8Array): Promise<void>;
  /** Aborted when the connection is over, whoever ended it. */
  readonly signal: AbortSignal;
  /** Ends it once all that was sent is on its way. */
  end(): void;
}

/** The computer is gone, or the cable was pulled. */
export class ConnectionOver extends Error {
  override readonly name = 'ConnectionOver';
}

/** A service's side of a connected socket. */
export function serveSocket(socket: Socket, reader: ByteReader, wire: Wire): ServiceConnection {
  const over = new AbortController();
  socket.once('close', () => over.abort(new ConnectionOver('the connection is over')));
  return {
    reader,
    signal: over.signal,
    send: async (header, payload = NOTHING) => {
      if (socket.destroyed || !socket.writable) throw new ConnectionOver('the connection is over');
      await wire.send(socket, header, payload);
    },
    end: () => void socket.end(),
  };
}
