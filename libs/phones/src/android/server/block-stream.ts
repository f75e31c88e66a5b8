import { connect, type Socket } from 'node:net';
import { silent, unplugged } from '../phone-faults.js';
import type { PhoneStream } from '../phone-stream.js';

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
  private wake: (() => void) | undefined;

  private constructor(private readonly silenceMs: number) {}

  /** Connects within `timeoutMs`; rejects with the socket's own error, whose `code` tells refused from unreachable. */
  static async connect(
    host: string,
    port: number,
    timeoutMs: number,
    silenceMs: number,
  ): Promise<BlockStream> {
    const stream = new BlockStream(silenceMs);
    await stream.open(host, port, timeoutMs);
    return stream;
  }

  async next(): Promise<Uint8Array | undefined> {
    if (this.lent !== undefined) this.free.push(this.lent);
    this.lent = undefined;
    if (this.filled.length === 0 && !this.isEnded) await this.arrival();
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
    if (this.socket.write(bytes)) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done).off('close', done);
        resolve();
      };
      this.socket.on('drain', done).on('close', done);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private open(host: string, port: number, timeoutMs: number): Promise<void> {
    const onread = {
      buffer: (): Buffer => this.free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES),
      callback: (length: number, block: Uint8Array): boolean => {
        this.filled.push({ block: block as Buffer, length });
        this.wake?.();
        this.isHeldBack = this.filled.length >= MOST_WAITING;
        return !this.isHeldBack;
      },
    };
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true, onread });
      this.socket = socket;
      const timer = setTimeout(
        () => socket.destroy(new Error(`no connection within ${timeoutMs} ms`)),
        timeoutMs,
      );
      socket.once('connect', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.on('error', (error) => {
        clearTimeout(timer);
        this.failure ??= error;
        reject(error);
      });
      for (const end of ['end', 'close']) socket.on(end, () => this.finish());
    });
  }

  private finish(): void {
    this.isEnded = true;
    this.wake?.();
  }

  private arrival(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.wake = undefined;
        this.socket.destroy();
        reject(silent());
      }, this.silenceMs);
      this.wake = () => {
        this.wake = undefined;
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
