import type { PreviousRun } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { copyFile, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Incoming } from './backup-store.js';
import { isKept, mostBytes } from './kept-names.js';

/**
 * Copies of the manifests on this computer, as private files of any name in `folder`. Those of the previous run are
 * fetched when they are first asked for. Moves, copies and removals of the phone are followed.
 */
export class KeptFiles {
  private readonly files = new Map<string, string>();
  private readonly writing = new Map<string, FileHandle>();
  /** Not to be had from the previous run any more: replaced or removed. */
  private readonly over = new Set<string>();
  private made = 0;

  constructor(
    private readonly folder: string,
    private readonly previous?: PreviousRun,
  ) {}

  /** The file of this computer that holds it; `undefined` where there is none. */
  async file(path: string): Promise<string | undefined> {
    const known = this.files.get(path);
    if (known !== undefined) return known;
    const bytes = isKept(path) && !this.over.has(path) ? this.previous?.read(path) : undefined;
    if (bytes === undefined) return undefined;
    const incoming = await this.receive(path);
    for await (const piece of bytes) await incoming.write(piece);
    await incoming.end();
    return this.files.get(path);
  }

  /** Throws `SourceError` `over-size-limit` while it comes. */
  async receive(path: string): Promise<Incoming> {
    await this.remove(path);
    const file = this.newName();
    const handle = await open(file, 'wx', 0o600);
    this.writing.set(file, handle);
    let size = 0;
    const close = async (): Promise<void> => {
      this.writing.delete(file);
      await handle.close();
    };
    return {
      write: async (bytes) => {
        size += bytes.length;
        if (size > mostBytes(path)) throw tooLarge();
        for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
      },
      end: async () => {
        await close();
        this.files.set(path, file);
      },
      drop: async () => {
        await close();
        await rm(file, { force: true });
      },
    };
  }

  async move(from: string, to: string): Promise<void> {
    await this.file(from);
    const moving = this.below(from);
    for (const path of moving) {
      const [file, target] = [this.files.get(path) ?? '', to + path.slice(from.length)];
      this.files.delete(path);
      this.over.add(path);
      await this.remove(target);
      if (isKept(target)) this.files.set(target, file);
      else await rm(file, { force: true });
    }
    if (moving.length === 0) await this.remove(to);
  }

  async copy(from: string, to: string): Promise<void> {
    await this.file(from);
    await this.remove(to);
    for (const path of this.below(from)) {
      const target = to + path.slice(from.length);
      if (!isKept(target)) continue;
      const file = this.newName();
      await copyFile(this.files.get(path) ?? '', file);
      this.files.set(target, file);
    }
  }

  async remove(path: string): Promise<void> {
    if (isKept(path)) this.over.add(path);
    for (const gone of this.below(path)) {
      await rm(this.files.get(gone) ?? '', { force: true });
      this.files.delete(gone);
    }
  }

  /** Removes all that was written here. */
  async close(): Promise<void> {
    for (const handle of this.writing.values()) await handle.close();
    for (const file of [...this.files.values(), ...this.writing.keys()]) await rm(file, { force: true });
    this.files.clear();
    this.writing.clear();
  }

  private below(path: string): string[] {
    return [...this.files.keys()].filter((known) => known === path || known.startsWith(`${path}/`));
  }

  private newName(): string {
    this.made += 1;
    return join(this.folder, `manifest-${this.made}`);
  }
}

function tooLarge(): SourceError {
  return new SourceError(
    'over-size-limit',
    'The iPhone sent a list of its files that is larger than any real one. Nothing of this run is kept; earlier snapshots are whole.',
  );
}
