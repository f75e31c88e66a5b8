import type { Socket } from 'node:net';
import { Lockdown, LOCKDOWN_PORT } from '../lockdown/lockdown.js';
import type { MuxDevice } from '../usbmux/mux-device.js';
import type { Muxer } from '../usbmux/muxer.js';

/** The way to one iPhone through usbmuxd. It knows what it opened, so that all of it ends when it is closed. */
export class PhoneLine {
  private readonly sockets = new Set<Socket>();
  private isClosed = false;

  constructor(
    readonly muxer: Muxer,
    readonly device: MuxDevice,
  ) {}

  /** A connection to a port of the phone. Throws `SourceError` `unplugged` when it is gone. */
  async connect(port: number): Promise<Socket> {
    const socket = await this.muxer.connect(this.device, port);
    this.sockets.add(socket);
    socket.once('close', () => this.sockets.delete(socket));
    if (this.isClosed) socket.destroy();
    return socket;
  }

  /** Does something with lockdownd, without a session. */
  async withLockdown<T>(work: (lockdown: Lockdown) => Promise<T>): Promise<T> {
    const lockdown = await this.openLockdown();
    try {
      return await work(lockdown);
    } finally {
      lockdown.close();
    }
  }

  /** A conversation with lockdownd, its caller's to close. */
  async openLockdown(): Promise<Lockdown> {
    return Lockdown.open(await this.connect(LOCKDOWN_PORT));
  }

  close(): void {
    this.isClosed = true;
    for (const socket of this.sockets) socket.destroy();
  }
}
