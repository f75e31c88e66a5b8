import type { Socket } from 'node:net';
import { Arrival } from './arrival.js';
import { drained } from './drained.js';
import { garbled, SILENCE_MS, unplugged } from './phone-faults.js';
import type { PhoneStream } from './phone-stream.js';

/** Bytes that may wait unread before the socket is paused. */
const HIGH_WATER = 512 * 1024;

/** A TCP connection as a `PhoneStream`; at most about 512 KiB wait unread, then TCP holds the sender back. */
export class SocketStream implements PhoneStream {
  private readonly pieces: Uint8Array[] = [];
  private waiting = 0;
  private endedBy: 'us' | 'phone' | undefined;
  private failure: Error | undefined;
  private readonly arrival: Arrival;

  /** `silenceMs`: longest silence while bytes are waited for; `Infinity` where only the other side knows when it will speak. */
  constructor(
    private readonly socket: Socket,
    silenceMs: number = SILENCE_MS,
  ) {
    this.arrival = new Arrival(silenceMs, () => this.close());
    socket.setNoDelay(true);
    socket.on('data', this.take);
    // One that another stream gave up was paused by it.
    if (socket.isPaused()) socket.resume();
    socket.on('error', (error) => (this.failure ??= error));
    socket.on('end', () => this.finish());
    socket.on('close', () => this.finish());
    if (socket.destroyed) this.finish();
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.pieces.length === 0 && this.endedBy === undefined) await this.arrival.wait();
    const piece = this.pieces.shift();
    if (piece === undefined) {
      if (this.failure !== undefined) throw unplugged(this.failure);
      return undefined;
    }
    this.waiting -= piece.length;
    if (this.waiting <= HIGH_WATER && this.socket.isPaused()) this.socket.resume();
    return piece;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.endedBy !== undefined) throw unplugged(this.failure);
    if (!this.socket.write(bytes)) await drained(this.socket);
  }

  close(): void {
    this.endedBy ??= 'us';
    this.socket.destroy();
  }

  /** The other side ended the conversation, or the network did, and not we. */
  get hungUp(): boolean {
    return this.endedBy === 'phone';
  }

  /** Gives the socket up, for TLS on it. Throws `garbled` when the phone sent more than its turn was. */
  release(): Socket {
    this.socket.pause().off('data', this.take);
    if (this.waiting > 0) throw garbled('bytes before TLS began');
    return this.socket;
  }

  private readonly take = (piece: Buffer): void => {
    this.pieces.push(piece);
    this.waiting += piece.length;
    if (this.waiting > HIGH_WATER) this.socket.pause();
    this.arrival.tell();
  };

  private finish(): void {
    this.endedBy ??= 'phone';
    this.arrival.tell();
  }
}
