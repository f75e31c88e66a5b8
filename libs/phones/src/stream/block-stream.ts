import type { NetConnectOpts, Socket } from 'node:net';
import { Arrival } from './arrival.js';
import { connectSocket } from './connect-socket.js';
import { drained } from './drained.js';
import { unplugged } from './phone-faults.js';
import type { PhoneStream } from './phone-stream.js';

const BLOCK_BYTES = 256 * 1024;
/** Reads that may wait before the socket is paused; then TCP holds the adb server back, and it the phone. */
const MOST_WAITING = 3;

/**
 * A connection that is read into a few blocks which are used again: a new 64 KiB buffer for each read cost a sixth of the
 * processor time of a backup in collecting them (measured 2026-11-27). What `next` gives is good until `next` is
 * called again.
 */
export class BlockStream implements PhoneStream {
  private readonly free: Buffer[] = [];
  private readonly filled: { block: Buffer; length: number }[] = [];
  /** Handed out by the last `next`. */
  private lent: Buffer | undefined;
  private socket!: Socket;
  /** The socket was told to read no more; it does not count that as paused. */
  private isHeldBack = false;
  private isEnded = false;
  private failure: Error | undefined;
  private readonly arrival: Arrival;

  private constructor(silenceMs: number) {
    this.arrival = new Arrival(silenceMs, () => this.socket.destroy());
  }

  /** Connects within `timeoutMs`; rejects with the socket's own error, whose `code` tells refused from unreachable. */
  static async connect(where: NetConnectOpts, timeoutMs: number, silenceMs: number): Promise<BlockStream> {
    const stream = new BlockStream(silenceMs);
    await stream.open(where, timeoutMs);
    return stream;
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.lent !== undefined) this.free.push(this.lent);
    this.lent = undefined;
    if (this.filled.length === 0 && !this.isEnded) await this.arrival.wait();
    const next = this.filled.shift();
    if (next === undefined) {
      if (this.failure !== undefined) throw unplugged(this.failure);
      return undefined;
    }
    if (this.isHeldBack && this.filled.length < MOST_WAITING) {
      this.isHeldBack = false;
      this.socket.resume();
    }
    this.lent = next.block;
    return next.block.subarray(0, next.length);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.isEnded) throw unplugged(this.failure);
    if (!this.socket.write(bytes)) await drained(this.socket);
  }

  close(): void {
    this.socket.destroy();
  }

  private async open(where: NetConnectOpts, timeoutMs: number): Promise<void> {
    const onread = {
      buffer: (): Buffer => this.free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES),
      callback: (length: number, block: Uint8Array): boolean => {
        this.filled.push({ block: block as Buffer, length });
        this.arrival.tell();
        this.isHeldBack = this.filled.length >= MOST_WAITING;
        return !this.isHeldBack;
      },
    };
    const socket = await connectSocket({ ...where, noDelay: true, onread }, timeoutMs);
    this.socket = socket;
    socket.on('error', (error) => (this.failure ??= error));
    for (const end of ['end', 'close']) socket.on(end, () => this.finish());
  }

  private finish(): void {
    this.isEnded = true;
    this.arrival.tell();
  }
}
