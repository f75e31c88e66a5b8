import { SourceError } from '@holdfast/contracts/sources';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const MOST_BYTES_EACH = 4 * 2 ** 30;
/** Of all at once: what a laptop can be asked for. */
const MOST_BYTES = 8 * 2 ** 30;
const JOURNAL = '-wal';

/** Gives the plain bytes of a file of the backup; `undefined` where there is none. */
export type PlainBytes = (domain: string, path: string) => AsyncIterable<Uint8Array> | undefined;

/** Private plain copies of single files of a backup, for the short time in which records are made of them. */
export class PlainCopies {
  private readonly copies = new Map<string, string>();
  private made = 0;
  private bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly plain: PlainBytes,
  ) {}

  /** A copy with its `-wal` beside it if it has one. Throws `SourceError` `unreadable` where it cannot be opened or is too large. */
  async file(domain: string, path: string): Promise<string | undefined> {
    const key = `${domain}-${path}`;
    const known = this.copies.get(key);
    if (known !== undefined) return known;
    this.made += 1;
    const copy = join(this.folder, `plain-${this.made}`);
    if (!(await this.write(domain, path, copy))) return undefined;
    this.copies.set(key, copy);
    await this.write(domain, path + JOURNAL, copy + JOURNAL);
    return copy;
  }

  async close(): Promise<void> {
    // What reads them may have made files of its own beside them.
    for (let at = 1; at <= this.made; at += 1) {
      const copy = join(this.folder, `plain-${at}`);
      for (const end of ['', JOURNAL, '-shm', '-journal']) await rm(copy + end, { force: true });
    }
    this.copies.clear();
  }

  private async write(domain: string, path: string, copy: string): Promise<boolean> {
    const bytes = this.plain(domain, path);
    if (bytes === undefined) return false;
    await pipeline(this.bounded(bytes), createWriteStream(copy, { flags: 'wx', mode: 0o600 }));
    return true;
  }

  private async *bounded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const piece of bytes) {
      size += piece.length;
      this.bytes += piece.length;
      if (size > MOST_BYTES_EACH || this.bytes > MOST_BYTES) throw tooLarge();
      yield piece;
    }
  }
}

function tooLarge(): SourceError {
  return new SourceError(
    'unreadable',
    'A database of the iPhone is too large to be read here. The file itself is in the snapshot; nothing was made of it.',
  );
}
