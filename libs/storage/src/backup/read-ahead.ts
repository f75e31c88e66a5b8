import type { PullSource } from '@holdfast/contracts';
import { BlockPool } from './block-pool.js';
import type { FileToRead } from './staging.js';

/** What one file may be ahead of its turn, and how many files are read at the same time (what a source allows). */
const BLOCKS_AHEAD = 4;
const FILES_AHEAD = 4;

/**
 * Reads the next files while one is being stored, so that a phone's waiting and this computer's work overlap. Memory is
 * bounded by a few blocks for each of the files, whatever their size; the order in which they are stored stays.
 */
export class ReadAhead {
  private readonly blocks = new BlockPool();
  private readonly files: FileAhead[] = [];
  private readonly stopped = new AbortController();
  private readonly signal: AbortSignal;

  constructor(
    private readonly source: PullSource,
    signal: AbortSignal | undefined,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.stopped.signal]) : this.stopped.signal;
  }

  get isFull(): boolean {
    return this.files.length >= FILES_AHEAD;
  }

  /** Begins to read a file. */
  begin(file: FileToRead): void {
    this.files.push(this.open(file));
  }

  /** The file whose turn it is. */
  next(): FileAhead | undefined {
    return this.files.shift();
  }

  /** A file by itself, out of turn. */
  open(file: FileToRead): FileAhead {
    return new FileAhead(file, () => this.source.open(file.entry, this.signal), this.blocks);
  }

  /** The phone went: what of it is here to the last byte. */
  whole(): FileAhead[] {
    return this.files.filter((file) => file.isWhole);
  }

  /** Nobody wants the rest: lets go of what was begun. */
  async stop(): Promise<void> {
    this.stopped.abort();
    await Promise.all(this.files.splice(0).map((file) => file.stop()));
  }
}

/** One file that is being read, at most a few blocks ahead of whoever takes its bytes. */
export class FileAhead {
  private readonly filled: { block: Buffer; length: number }[] = [];
  private failure: { error: unknown } | undefined;
  private isOver = false;
  private isStopped = false;
  private wake: (() => void)[] = [];
  private readonly reading: Promise<void>;

  constructor(
    readonly file: FileToRead,
    open: () => AsyncIterable<Uint8Array>,
    private readonly blocks: BlockPool,
  ) {
    this.reading = this.read(open);
  }

  get isWhole(): boolean {
    return this.isOver && !this.failure && !this.isStopped;
  }

  /** The bytes in views of blocks that are filled again afterwards. @throws what the source failed with, in its place */
  async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const next = this.filled.shift();
      if (next) {
        this.notify();
        yield next.block.subarray(0, next.length);
        this.blocks.giveBack(next.block);
      } else if (this.failure) throw this.failure.error;
      else if (this.isOver) return;
      else await this.changed();
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.notify();
    await this.reading;
  }

  private async read(opening: () => AsyncIterable<Uint8Array>): Promise<void> {
    let open: { block: Buffer; length: number } | undefined;
    const close = (): void => {
      if (open) this.filled.push(open);
      open = undefined;
      this.notify();
    };
    try {
      for await (const piece of opening()) {
        for (let at = 0; at < piece.length;) {
          if (this.filled.length >= BLOCKS_AHEAD) await this.room();
          if (this.isStopped) return;
          open ??= { block: this.blocks.take(), length: 0 };
          const part = piece.subarray(at, at + open.block.length - open.length);
          open.block.set(part, open.length);
          open.length += part.length;
          at += part.length;
          if (open.length === open.block.length) close();
        }
      }
    } catch (error) {
      this.failure = { error };
    } finally {
      this.isOver = true;
      close();
    }
  }

  private async room(): Promise<void> {
    while (this.filled.length >= BLOCKS_AHEAD && !this.isStopped) await this.changed();
  }

  private changed(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  private notify(): void {
    for (const resolve of this.wake.splice(0)) resolve();
  }
}
