import { availableParallelism } from 'node:os';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { PackUploads } from '../backup/pack-uploads.js';
import type { Pace } from '../repository/repository.js';
import type { WorkPaths } from '../repository/work-folder.js';
import { StorageError } from '../storage-error.js';
import { ClaimTable } from './claim-table.js';
import type { Answer, FileRead, LocalFile } from './messages.js';
import { here, inThread } from './sealing-place.js';
import { SealingWorker } from './sealing-worker.js';
import type { FileFeed } from './file-feed.js';
import { SmallFiles } from './small-files.js';
import { StreamedFiles } from './streamed-files.js';
import { SpoolGate } from './spool-gate.js';

/**
 * What a run may take of this computer. `packBytes`: at which a pack is closed; `waiting`: packs in the spool beyond
 * which sealing waits for sending.
 */
export const PACES: Record<Pace, { threads: number; packBytes: number; uploads: number; waiting: number }> = {
  full: { threads: 2, packBytes: 16 * 1024 * 1024, uploads: 4, waiting: 6 },
  quiet: { threads: 1, packBytes: 8 * 1024 * 1024, uploads: 2, waiting: 3 },
};

/** Of a phone that drives its own backup. */
const UNKNOWN_BYTES = 64 * 1024 ** 3;
/** Less is sealed before a thread has started. */
const THREADS_FROM_BYTES = 2 * 1024 * 1024;
/** Orders that may wait at one thread: enough that it never idles, few enough that a stop is soon. */
const ORDERS_AHEAD = 2;

export interface PipelineParts {
  readonly keys: RepositoryKeys;
  readonly paths: WorkPaths;
  readonly uploads: PackUploads;
  readonly pace: Pace;
  /** Bytes that will be read at most, for the size of the table of claims; undefined: nobody knows. */
  readonly bytesExpected: number | undefined;
  readonly read: (file: FileRead) => void;
  /** A local file that could not be opened by its path: to be read through its source. */
  readonly unopened: (id: number) => void;
  readonly progress: (bytes: number) => void;
}

/** Threads that read, cut, identify, compress and seal, started as work comes in; their packs go to the uploads. */
export class Pipeline {
  private readonly workers: SealingWorker[] = [];
  private readonly claims: ClaimTable;
  private readonly gate = new SpoolGate();
  private readonly most: number;
  private readonly isSmall: boolean;
  private failure: { error: unknown } | undefined;
  private wake: (() => void)[] = [];
  private flushed = 0;
  private readonly small: SmallFiles;
  private readonly streamed: StreamedFiles;

  constructor(private readonly parts: PipelineParts) {
    const { bytesExpected, pace } = parts;
    this.claims = ClaimTable.forChunks((bytesExpected ?? UNKNOWN_BYTES) / (128 * 1024));
    this.isSmall = bytesExpected !== undefined && bytesExpected < THREADS_FROM_BYTES;
    this.most = this.isSmall ? 1 : Math.min(PACES[pace].threads, availableParallelism());
    this.small = new SmallFiles(() => this.worker());
    this.streamed = new StreamedFiles({
      idle: () => this.idle(),
      next: () => this.worker(),
      check: () => this.check(),
    });
  }

  /** Hands local files to a thread; waits while all have enough to do. @throws what a thread or an upload failed with */
  async local(files: readonly LocalFile[]): Promise<void> {
    const worker = await this.worker();
    worker.waiting += 1;
    worker.send({ type: 'local', files });
  }

  /** Stores a small file whose bytes are here: in a bundle with its neighbours. */
  async smallFile(id: number, bytes: Uint8Array, folder: number): Promise<void> {
    await this.small.add(id, bytes, folder);
  }

  /** Opens one streamed file; `write` waits while the threads are busy. One at a time. */
  stream(id: number): FileFeed {
    // Bundles end where a larger file comes, so that what is read again is bundled as it was.
    this.small.flush();
    return this.streamed.feed(id);
  }

  /** All files told, all packs closed and stored; answers with the rows of known packs that were met. */
  async finish(): Promise<Set<number>> {
    this.small.flush();
    this.streamed.flush();
    await this.until(() => this.workers.every(({ waiting }) => waiting === 0));
    for (const worker of this.workers) worker.send({ type: 'flush' });
    await this.until(() => this.flushed === this.workers.length);
    this.flushed = 0;
    await this.parts.uploads.drain();
    return this.touched;
  }

  /** Ends the threads; whoever waits for them is told, since nothing would wake him any more. */
  async stop(): Promise<void> {
    this.gate.stop();
    this.fail(new StorageError('cancelled', 'The backup was stopped.', { retryHelps: true }));
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }

  private readonly touched = new Set<number>();

  private check(): void {
    if (this.failure) throw this.failure.error;
  }

  /** The thread with the least to do; another one is started when all are busy. */
  private async worker(): Promise<SealingWorker> {
    for (;;) {
      this.check();
      const worker = this.idle();
      if (worker) return worker;
      await this.changed();
    }
  }

  private idle(): SealingWorker | undefined {
    const least = this.workers.reduce<SealingWorker | undefined>(
      (a, b) => (a && a.waiting <= b.waiting ? a : b),
      undefined,
    );
    const isAll = this.workers.length === this.most;
    if (least && (least.waiting === 0 || (isAll && least.waiting < ORDERS_AHEAD))) return least;
    return isAll ? undefined : this.start();
  }

  private start(): SealingWorker {
    const { keys, paths, pace } = this.parts;
    const worker = new SealingWorker(
      {
        repositoryId: keys.repositoryId,
        secret: keys.secret,
        epoch: keys.newestEpoch(),
        spool: paths.spool,
        index: paths.index,
        packBytes: PACES[pace].packBytes,
        claims: this.claims.memory,
        gate: this.gate.memory,
        // Whoever sends must not wait for himself.
        mostWaiting: this.isSmall ? Number.POSITIVE_INFINITY : PACES[pace].waiting,
      },
      (answer) => this.answered(answer),
      (error) => this.fail(error),
      this.isSmall ? here : inThread,
    );
    this.workers.push(worker);
    return worker;
  }

  private answered(answer: Answer): void {
    if (answer.type === 'files') {
      for (const file of answer.files) this.parts.read(file);
      for (const id of answer.unopened) this.parts.unopened(id);
    } else if (answer.type === 'read') this.parts.progress(answer.bytes);
    else if (answer.type === 'pack') {
      this.parts.uploads
        .send(answer.pack)
        .catch((error: unknown) => this.fail(error))
        .finally(() => this.gate.sent());
    } else if (answer.type === 'flushed') {
      for (const pack of answer.touched) this.touched.add(pack);
      this.flushed += 1;
    }
    if (answer.type !== 'read') this.notify();
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.notify();
  }

  private async until(reached: () => boolean): Promise<void> {
    for (;;) {
      this.check();
      if (reached()) return;
      await this.changed();
    }
  }

  private changed(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  private notify(): void {
    for (const resolve of this.wake.splice(0)) resolve();
  }
}
