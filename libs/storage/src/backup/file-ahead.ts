import type { BlockPool } from './block-pool.js';
import type { FileToRead } from './staging.js';

/** What one file may be ahead of its turn, in blocks. */
const BLOCKS_AHEAD = 4;

/** One file that is being read, at most a few blocks ahead of whoever takes its bytes. */
export class FileAhead {
  /** It was read to its end, or is not read further. */
  isOver = false;
  private readonly filled: { block: Buffer; length: number }[] = [];
  private failure: { error: unknown } | undefined;
  private isStopped = false;
  private wake: (() => void)[] = [];
  private readonly reading: Promise<void>;

  /** @param moved called when it is over or gives a block back */
  constructor(
    readonly file: FileToRead,
    open: () => AsyncIterable<Uint8Array>,
    private readonly blocks: BlockPool,
    private readonly moved: () => void,
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
        this.moved();
      } else if (this.failure) throw this.failure.error;
      else if (this.isStopped) throw new Error('Reading was stopped before the end of the file.');
      else if (this.isOver) return;
      else await this.changed();
    }
  }

  /** Lets go of what is not taken. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.notify();
    await this.reading;
    for (const { block } of this.filled.splice(0)) this.blocks.giveBack(block);
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
      this.moved();
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
