import type { FileFeed } from './file-feed.js';
import type { StreamPiece } from './messages.js';
import { SLOT_BYTES } from './messages.js';
import type { SealingWorker, Slot } from './sealing-worker.js';
import { copyShared } from './shared-copy.js';

/** Less room is not begun with another file. */
const LEAST_ROOM = 64 * 1024;

/** How threads are got at. */
export interface Workers {
  /** One that has little to do, if there is one now. */
  idle(): SealingWorker | undefined;
  /** The same, waited for. */
  next(): Promise<SealingWorker>;
  /** Throws what a thread or an upload failed with. */
  check(): void;
}

/**
 * Streamed files, one after another, gathered in the slots of threads: several photos go in one message of a MiB, and a
 * video in many to the same thread. A message for each begin, MiB and end was a sixth of what streaming cost (measured
 * 2026-11-27).
 */
export class StreamedFiles {
  private open: (Slot & { readonly worker: SealingWorker }) | undefined;
  private filled = 0;
  /** Where in the slot the file that is fed begins, or goes on. */
  private start = 0;
  private pieces: StreamPiece[] = [];
  /** Has the beginning of the file that is fed. */
  private begunAt: SealingWorker | undefined;

  constructor(private readonly workers: Workers) {}

  /** Feeds one file; the one before has ended or was abandoned. */
  feed(id: number): FileFeed {
    this.start = this.filled;
    return {
      write: (bytes) => this.write(id, bytes),
      end: async () => {
        this.workers.check();
        this.open ??= await this.taken();
        this.note(id, true);
        this.begunAt = undefined;
        if (SLOT_BYTES - this.filled < LEAST_ROOM) this.flush();
      },
      abandon: async () => {
        this.filled = this.start;
        this.begunAt?.send({ type: 'abandon' });
        this.begunAt = undefined;
      },
    };
  }

  /** Sends what is gathered. */
  flush(): void {
    if (!this.open || this.pieces.length === 0) return;
    const { worker, slot } = this.open;
    worker.waiting += 1;
    worker.send({ type: 'stream', slot, pieces: this.pieces });
    [this.open, this.pieces, this.filled, this.start] = [undefined, [], 0, 0];
  }

  private write(id: number, bytes: Uint8Array): Promise<void> | undefined {
    this.workers.check();
    for (let at = 0; at < bytes.length;) {
      this.open ??= this.atOnce();
      if (!this.open) return this.writeLater(id, bytes.subarray(at));
      const part = bytes.subarray(at, at + SLOT_BYTES - this.filled);
      copyShared(part, this.open.bytes.subarray(this.filled, this.filled + part.length));
      this.filled += part.length;
      at += part.length;
      if (this.filled === SLOT_BYTES) this.goOn(id);
    }
    return undefined;
  }

  private async writeLater(id: number, bytes: Uint8Array): Promise<void> {
    this.open = await this.taken();
    await this.write(id, bytes);
  }

  /** The slot is full and the file is not over. */
  private goOn(id: number): void {
    this.note(id, false);
    this.begunAt = this.open!.worker;
    this.flush();
  }

  private note(id: number, ends: boolean): void {
    this.pieces.push({ id, offset: this.start, length: this.filled - this.start, ends });
    this.start = this.filled;
  }

  private atOnce(): (Slot & { readonly worker: SealingWorker }) | undefined {
    const worker = this.begunAt ?? this.workers.idle();
    const slot = worker?.freeSlot();
    return slot && { ...slot, worker: worker! };
  }

  private async taken(): Promise<Slot & { readonly worker: SealingWorker }> {
    const worker = this.begunAt ?? (await this.workers.next());
    return { ...(await worker.slot()), worker };
  }
}
