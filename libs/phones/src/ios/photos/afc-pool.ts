import type { AfcConnection } from '../afc/afc-connection.js';

/** Four files, one folder that is being listed with its links, and one look at what was read. */
const MOST = 7;

/** Lends conversations with AFC, so that files are read side by side; waits when all are lent. */
export class AfcPool {
  private readonly all = new Set<AfcConnection>();
  private readonly free: AfcConnection[] = [];
  private readonly queue: (() => void)[] = [];
  private lent = 0;
  private isClosed = false;

  constructor(private readonly openAfc: () => Promise<AfcConnection>) {}

  /** Does something with a conversation of its own; `signal` cuts it off. */
  async use<T>(work: (afc: AfcConnection) => Promise<T>): Promise<T> {
    const afc = await this.take();
    try {
      return await work(afc);
    } finally {
      this.giveBack(afc);
    }
  }

  /** One of one's own; give it back with `giveBack` whatever happened. Throws `SourceError`. */
  async take(): Promise<AfcConnection> {
    while (this.lent >= MOST) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.lent += 1;
    try {
      const afc = this.free.pop() ?? (await this.openAfc());
      this.all.add(afc);
      if (this.isClosed) afc.close();
      return afc;
    } catch (error) {
      this.release();
      throw error;
    }
  }

  giveBack(afc: AfcConnection): void {
    if (afc.isIdle && !this.isClosed) {
      this.free.push(afc);
    } else {
      afc.close();
      this.all.delete(afc);
    }
    this.release();
  }

  /** Ends all of them, also those that are lent. */
  close(): void {
    this.isClosed = true;
    for (const afc of this.all) afc.close();
    this.free.length = 0;
  }

  private release(): void {
    this.lent -= 1;
    this.queue.shift()?.();
  }
}
