import type { PullSource } from '@holdfast/contracts';
import { BlockPool } from './block-pool.js';
import { FileAhead } from './file-ahead.js';
import type { FileToRead } from './staging.js';

/** What a source allows. */
const READ_AT_ONCE = 4;
/** Beyond this much that is here and not stored yet (6 MiB) no further file is begun. */
const BLOCKS_WAITING = 24;
const FILES_WAITING = 256;

/**
 * Reads files while others are stored, so that a phone's waiting and this computer's work overlap: four are read at any
 * time, whichever of them is slow, and they are stored in the order in which they were begun. Memory is bounded by
 * blocks, whatever the sizes of files.
 */
export class ReadAhead {
  private readonly blocks = new BlockPool();
  private readonly files: FileAhead[] = [];
  private readonly stopped = new AbortController();
  private readonly signal: AbortSignal;
  private storing: Promise<void> | undefined;
  private failure: { error: unknown } | undefined;
  private wake: (() => void)[] = [];

  /** @param store takes one file's bytes, called for one after another */
  constructor(
    private readonly source: PullSource,
    signal: AbortSignal | undefined,
    private readonly store: (file: FileAhead) => Promise<void>,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.stopped.signal]) : this.stopped.signal;
  }

  /** Begins to read a file, as soon as there is room. @throws what storing one before it failed with */
  async begin(file: FileToRead): Promise<void> {
    while (!this.hasRoom && !this.failure) await new Promise<void>((resolve) => this.wake.push(resolve));
    this.check();
    this.files.push(this.open(file));
    this.storing ??= this.storeAll();
  }

  /** Everything that was begun is stored. @throws what storing failed with */
  async settle(): Promise<void> {
    await this.storing;
    this.check();
  }

  /** A file by itself, out of turn. */
  open(file: FileToRead): FileAhead {
    const open = (): AsyncIterable<Uint8Array> => this.source.open(file.entry, this.signal);
    return new FileAhead(file, open, this.blocks, () => this.notify());
  }

  /** The phone went: what of it is here to the last byte. */
  whole(): FileAhead[] {
    return this.files.filter((file) => file.isWhole);
  }

  /** Nobody wants the rest: lets go of what was begun. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.files.splice(0).map((file) => file.stop()));
    await this.storing;
  }

  private get hasRoom(): boolean {
    const reading = this.files.reduce((count, file) => count + (file.isOver ? 0 : 1), 0);
    return reading < READ_AT_ONCE && this.files.length < FILES_WAITING && this.blocks.inUse < BLOCKS_WAITING;
  }

  private async storeAll(): Promise<void> {
    try {
      for (let next = this.files[0]; next && !this.failure; next = this.files[0]) {
        await this.store(next);
        this.files.shift();
        this.notify();
      }
    } catch (error) {
      this.files.shift();
      this.failure = { error };
    } finally {
      this.storing = undefined;
      this.notify();
    }
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }

  private notify(): void {
    for (const resolve of this.wake.splice(0)) resolve();
  }
}
