import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultStats, PhoneFaults } from '../faults.js';

/** The cable: all bytes of all connections go through it, so that it can be slow, or be pulled at byte N. */
export class Wire {
  private readyAt = 0;

  constructor(
    private readonly faults: PhoneFaults,
    private readonly stats: FaultStats,
    private readonly pull: () => void,
  ) {}

  async send(socket: Socket, bytes: Uint8Array): Promise<void> {
    const { unplugAfterBytes, bytesPerSecond } = this.faults;
    const left =
      unplugAfterBytes === undefined || this.stats.unplugged > 0
        ? Infinity
        : unplugAfterBytes - this.stats.bytesSent;
    const sent = bytes.length >= left ? bytes.subarray(0, Math.max(0, left)) : bytes;
    this.stats.bytesSent += sent.length;
    if (bytesPerSecond !== undefined) await this.pace(sent.length, bytesPerSecond);
    const flushed = socket.destroyed || socket.write(sent);
    if (bytes.length >= left) {
      // What was sent still arrives, as with a real cable; then nothing does.
      await new Promise<void>((resolve) => socket.end(() => resolve()));
      this.pull();
    } else if (!flushed) await drained(socket);
  }

  private async pace(bytes: number, bytesPerSecond: number): Promise<void> {
    this.readyAt = Math.max(this.readyAt, Date.now()) + (bytes / bytesPerSecond) * 1000;
    const wait = this.readyAt - Date.now();
    if (wait > 1) await sleep(wait);
  }
}

function drained(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}
