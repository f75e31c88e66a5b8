import { lstat, readlink, rm, symlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathText } from '../path-text.js';
import { ProgressCounter } from '../backup/backup-progress.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
import type { RestoreRequest, RestoreResult } from '../repository/repository.js';
import { readContent } from '../snapshots/read-file.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { StorageError } from '../storage-error.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import type { Walked } from '../tree/walk-tree.js';
import { HeldNames } from './held-names.js';
import { isSafeLink } from './safe-link.js';
import { selectedEntries } from './selected-entries.js';
import { NotAFolder, TargetFolder, targetExists } from './target-folder.js';
import { setFolderOrLinkFacts, standing, writeFile } from './write-file.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Disk, location and cancellation end a restore; what concerns one name is reported and the restore goes on. */
const ENDING = new Set([
  'location-unreachable',
  'location-refused',
  'disk-full',
  'target-exists',
  'cancelled',
]);

/** One restore: a first pass writes, a second sets the folders' modes and times, which writing into them changes. */
export async function restoreSnapshot(
  chunks: ChunkReader,
  root: SnapshotRoot,
  request: RestoreRequest,
): Promise<RestoreResult> {
  const result = {
    files: 0,
    bytes: 0n,
    skipped: 0,
    renamed: [],
    failed: [],
  } as unknown as Mutable<RestoreResult>;
  const target = new TargetFolder(resolve(request.target));
  try {
    await new Restore(chunks, root, request, target, result).run();
    return result;
  } finally {
    target.close();
  }
}

class Restore {
  private readonly names = new HeldNames();
  private readonly progress: ProgressCounter;
  private refused: readonly Buffer[] | undefined;
  /** A folder of this person comes back as it stood; a phone's link outward could lead whoever opens it astray. */
  private readonly linksAreOurs: boolean;

  constructor(
    private readonly chunks: ChunkReader,
    private readonly root: SnapshotRoot,
    private readonly request: RestoreRequest,
    private readonly target: TargetFolder,
    private readonly result: Mutable<RestoreResult>,
  ) {
    const clock = { now: request.now ?? (() => new Date(performance.timeOrigin + performance.now())) };
    this.linksAreOurs = root.sourceName.startsWith('folder:');
    this.progress = new ProgressCounter({
      ...clock,
      ...(request.onProgress ? { onProgress: request.onProgress } : {}),
    });
  }

  async run(): Promise<void> {
    const all = (this.request.paths ?? []).length === 0;
    this.progress.phase(
      'reading',
      all ? { filesTotal: this.root.files, bytesTotal: Number(this.root.bytes) } : {},
    );
    for await (const walked of this.entries()) await this.each(walked, (place) => this.write(walked, place));
    this.refused = undefined;
    for await (const walked of this.entries()) {
      if (walked.entry.kind !== 'directory') continue;
      await this.each(walked, (place) => setFolderOrLinkFacts(place, walked.entry), true);
    }
    this.progress.phase('done');
  }

  private entries(): AsyncGenerator<Walked> {
    return selectedEntries(this.chunks, this.root, this.request.paths ?? [], (walked, error) =>
      this.fail(walked.path, error),
    );
  }

  private async each(
    { path, entry }: Walked,
    work: (place: Buffer) => Promise<void>,
    quiet = false,
  ): Promise<void> {
    if (this.request.signal?.aborted) throw stopped();
    if (this.refused?.length && this.refused.every((name, i) => path[i]?.equals(name))) return;
    try {
      const held = this.names.hold(path);
      if (!held) {
        this.refused = path;
        throw new Error('the name is not one that a folder can hold');
      }
      if (held.changed && !quiet) {
        (this.result.renamed as { path: readonly Uint8Array[]; became: string }[]).push({
          path,
          became: pathText(held.path),
        });
      }
      await work(this.target.inside(held.path.slice(0, -1), held.path.at(-1)!));
    } catch (error) {
      // What lies below is not tried again, name by name.
      if (error instanceof NotAFolder) this.refused = entry.kind === 'directory' ? path : path.slice(0, -1);
      if (!quiet) this.fail(path, error);
    }
  }

  private async write({ path, entry }: Walked, place: Buffer): Promise<void> {
    if (entry.kind === 'directory') {
      this.target.inside(this.names.hold(path)!.path as Buffer[], Buffer.from('.'));
      return;
    }
    if (entry.kind === 'symlink') return this.writeLink(path, entry, place);
    this.progress.reading(path);
    const found = await standing(place, entry);
    if (found === 'folder') throw new Error('a folder stands in its place');
    if (found === 'equal') this.result.skipped += 1;
    else {
      if (found === 'other' && !this.request.overwrite) throw targetExists(pathText(path));
      await writeFile(place, entry, this.counted(readContent(this.chunks, entry)), found === 'other');
      this.result.files += 1;
      this.result.bytes += entry.size;
    }
    this.progress.fileDone();
  }

  private async writeLink(path: readonly Buffer[], entry: TreeEntry, place: Buffer): Promise<void> {
    const linkTarget = entry.linkTarget!;
    if (!this.linksAreOurs && !isSafeLink(linkTarget, path.length - 1))
      throw new Error('the link points outside of what was backed up');
    const found = await lstat(place).catch(() => undefined);
    if (found?.isSymbolicLink() && (await readlink(place, { encoding: 'buffer' })).equals(linkTarget)) {
      this.result.skipped += 1;
      return;
    }
    if (found?.isDirectory()) throw new Error('a folder stands in its place');
    if (found && !this.request.overwrite) throw targetExists(pathText(path));
    if (found) await rm(place);
    await symlink(linkTarget, place);
    await setFolderOrLinkFacts(place, entry);
  }

  private async *counted(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of content) {
      if (this.request.signal?.aborted) throw stopped();
      this.progress.bytes(piece.length);
      yield piece;
    }
  }

  private fail(path: readonly Uint8Array[], error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw noRoom(this.request.target, error);
    if (error instanceof StorageError && ENDING.has(error.code)) throw error;
    const reason = error instanceof NotAFolder ? 'a link or a file stands where a folder is needed' : message;
    (this.result.failed as { path: readonly Uint8Array[]; reason: string }[]).push({ path, reason });
  }
}

function stopped(): StorageError {
  return new StorageError(
    'cancelled',
    'The restore was stopped. Files that are there are whole; run it again to go on.',
    {
      retryHelps: true,
    },
  );
}

function noRoom(target: string, cause: unknown): StorageError {
  return new StorageError(
    'disk-full',
    `There is no room left in ${target}. The files that are there are whole. Free some room and run it again to go on.`,
    { cause, retryHelps: true },
  );
}
