import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultStats, PhoneFaults } from './faults.js';

/** The cable: all bytes of all connections go through it, so that it can be slow, or be pulled at byte N. */
export class Wire {
  private readyAt = 0;

  constructor(
    private readonly faults: Pick<PhoneFaults, 'unplugAfterBytes' | 'bytesPerSecond'>,
    private readonly stats: Pick<FaultStats, 'bytesSent' | 'unplugged'>,
    private readonly pull: () => void,
  ) {}

  /** Resolves when both may be written over: a stream keeps what it has not passed on yet, without a copy. */
  async send(socket: Socket, header: Uint8Array, payload: Uint8Array): Promise<void> {
    const { unplugAfterBytes, bytesPerSecond } = this.faults;
    const length = header.length + payload.length;
    if (bytesPerSecond !== undefined) await this.pace(length, bytesPerSecond);
    const left =
      unplugAfterBytes === undefined || this.stats.unplugged > 0
        ? Infinity
        : unplugAfterBytes - this.stats.bytesSent;
    if (length >= left)
      return this.break(socket, Buffer.concat([header, payload]).subarray(0, Math.max(0, left)));
    this.stats.bytesSent += length;
    if (socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const done = (): void => resolve();
      socket.cork();
      socket.write(header, payload.length === 0 ? done : undefined);
      if (payload.length > 0) socket.write(payload, done);
      socket.uncork();
    });
  }

  /** What was sent still arrives, as with a real cable; then nothing does. */
  private async break(socket: Socket, sent: Uint8Array): Promise<void> {
    this.stats.bytesSent += sent.length;
    await new Promise<void>((resolve) => socket.end(sent, () => resolve()));
    this.pull();
  }

  private async pace(bytes: number, bytesPerSecond: number): Promise<void> {
    this.readyAt = Math.max(this.readyAt, Date.now()) + (bytes / bytesPerSecond) * 1000;
    const wait = this.readyAt - Date.now();
    if (wait > 1) await sleep(wait);
  }
}
