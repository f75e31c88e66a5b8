import type { PhoneTransport } from '../phone-transport.js';
import { SyncSession } from './sync-session.js';

/** Sync sessions at once: more than four gained nothing (measured 2026-11-22, phone-protocols §3.2: 1 → 76–180 MB/s, 4 → 138–189). */
const MOST = 4;

/** Lends sync sessions, so that files are read side by side; waits when all are lent. */
export class SessionPool {
  private readonly free: SyncSession[] = [];
  private readonly queue: (() => void)[] = [];
  private lent = 0;
  private closed = false;

  constructor(private readonly transport: PhoneTransport) {}

  /** A session of one's own; give it back with `giveBack` whatever happened. */
  async take(): Promise<SyncSession> {
    while (this.lent >= MOST) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.lent += 1;
    try {
      return this.free.pop() ?? (await SyncSession.open(this.transport));
    } catch (error) {
      this.release();
      throw error;
    }
  }

  giveBack(session: SyncSession): void {
    if (session.idle && !this.closed) this.free.push(session);
    else session.close();
    this.release();
  }

  close(): void {
    this.closed = true;
    for (const session of this.free.splice(0)) session.close();
  }

  private release(): void {
    this.lent -= 1;
    this.queue.shift()?.();
  }
}
