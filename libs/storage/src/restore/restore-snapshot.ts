import { lstat, readlink, rm, symlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathText } from '../path-text.js';
import { ProgressCounter } from '../backup/backup-progress.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { RestoreRequest, RestoreResult } from '../repository/repository.js';
import { phoneSealed } from '../snapshots/read-file.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { StorageError } from '../storage-error.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import type { Walked } from '../tree/walk-tree.js';
import { exactTimes } from '../target/exact-times.js';
import { finishPart, openPart } from '../target/file-parts.js';
import { NotAFolder, TargetFolder, targetExists } from '../target/target-folder.js';
import { PackDelivery } from './deliver-packs.js';
import { HeldNames } from './held-names.js';
import { SameContent } from './same-content.js';
import { planFile } from './plan-file.js';
import { pushedEntries } from './pushed-entries.js';
import type { HeldPath, PlannedFile } from './restore-plan.js';
import { RestorePlan } from './restore-plan.js';
import { isSafeLink } from './safe-link.js';
import { selectedEntries } from './selected-entries.js';
import { setFolderOrLinkFacts, standing } from './standing-file.js';
import { isLocal, writeLocal } from './write-local.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Disk, location and cancellation end a restore; what concerns one name is reported and the restore goes on. */
const ENDING = new Set([
  'location-unreachable',
  'location-refused',
  'disk-full',
  'target-exists',
  'cancelled',
]);

/** One restore: a walk makes folders, links and a plan; packs are delivered; folders get modes and times last. */
export async function restoreSnapshot(
  state: OpenState,
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
  const place = resolve(request.target);
  const target = new TargetFolder(place);
  const plan = new RestorePlan();
  try {
    await new Restore(state, root, request, target, place, plan, result).run();
    return result;
  } finally {
    plan.discard();
    target.close();
  }
}

class Restore {
  private readonly names = new HeldNames();
  private readonly progress: ProgressCounter;
  private readonly same: SameContent;
  private refused: readonly Buffer[] | undefined;
  /** A folder of this person comes back as it stood; a phone's link outward could lead whoever opens it astray. */
  private readonly linksAreOurs: boolean;

  constructor(
    private readonly state: OpenState,
    private readonly root: SnapshotRoot,
    private readonly request: RestoreRequest,
    private readonly target: TargetFolder,
    private readonly place: string,
    private readonly plan: RestorePlan,
    private readonly result: Mutable<RestoreResult>,
  ) {
    const clock = { now: request.now ?? (() => new Date(performance.timeOrigin + performance.now())) };
    this.linksAreOurs = root.sourceName.startsWith('folder:');
    this.same = new SameContent(state.keys, state.chunks);
    this.progress = new ProgressCounter({
      ...clock,
      ...(request.onProgress ? { onProgress: request.onProgress } : {}),
    });
  }

  async run(): Promise<void> {
    const all = (this.request.paths ?? []).length === 0 && !this.request.select;
    this.progress.phase(
      'reading',
      all ? { filesTotal: this.root.files, bytesTotal: Number(this.root.bytes) } : {},
    );
    for await (const walked of this.entries()) await this.each(walked);
    this.plan.close();
    try {
      await this.delivery().run();
    } catch (error) {
      if (this.request.signal?.aborted) throw stopped();
      throw error;
    }
    for (const { held, mode, mtimeNs } of this.plan.folders()) {
      // A folder that went meanwhile, or is somebody else's by now, was told of by what was to be written in it.
      await setFolderOrLinkFacts(this.inside(held), { kind: 'directory', mode, mtimeNs }).catch(() => {});
    }
    this.progress.phase('done');
  }

  private delivery(): PackDelivery {
    return new PackDelivery({
      state: this.state,
      plan: this.plan,
      target: this.target,
      place: this.place,
      signal: this.request.signal,
      sealed: this.request.sealed,
      written: (bytes) => this.progress.bytes(bytes),
      fileDone: (file) => this.fileDone(file),
      failed: (file, { code, system, message }) => {
        if (system !== undefined) this.fail(file.stored, Object.assign(new Error(message), { code: system }));
        else this.fail(file.stored, code ? new StorageError(code, message) : new Error(message));
      },
    });
  }

  private entries(): AsyncGenerator<Walked> {
    const entries = selectedEntries(this.state.chunks, this.root, this.request, (walked, error) =>
      this.fail(walked.path, error),
    );
    return this.request.layout === 'pushed' ? pushedEntries(entries) : entries;
  }

  private async each({ path, entry }: Walked): Promise<void> {
    if (this.request.signal?.aborted) throw stopped();
    if (this.refused?.length && this.refused.every((name, i) => path[i]?.equals(name))) return;
    try {
      const held = this.names.hold(path);
      if (!held) {
        this.refused = path;
        throw new Error('the name is not one that a folder can hold');
      }
      if (held.changed) {
        (this.result.renamed as { path: readonly Uint8Array[]; became: string }[]).push({
          path,
          became: pathText(held.path),
        });
      }
      await this.put({ stored: path, held: held.path }, entry);
    } catch (error) {
      // What lies below is not tried again, name by name.
      if (error instanceof NotAFolder) this.refused = entry.kind === 'directory' ? path : path.slice(0, -1);
      this.fail(path, error);
    }
  }

  private async put(path: HeldPath, entry: TreeEntry): Promise<void> {
    const place = this.inside(path.held);
    if (entry.kind === 'directory') {
      this.target.inside(path.held, Buffer.from('.'));
      this.plan.addFolder(path.held, entry);
      return;
    }
    if (entry.kind === 'symlink') return this.writeLink(path.stored, entry, place);
    const opening = entry.pushed?.seal?.opening;
    if (opening && !this.request.sealed) throw phoneSealed();
    const found = await standing(place, entry, this.same);
    if (found === 'folder') throw new Error('a folder stands in its place');
    if (found === 'equal') {
      this.result.skipped += 1;
      this.progress.fileDone();
      return;
    }
    if (found === 'other' && !this.request.overwrite) throw targetExists(pathText(path.stored));
    if (await isLocal(this.state.chunks, entry)) return this.writeMade(path, entry, found === 'other');
    const number = await planFile(this.state, this.plan, path, entry, found === 'other', opening);
    if (entry.size > 0n) return;
    const file = this.plan.file(number);
    this.plan.forget(number);
    finishPart(openPart(file, this.target), file, this.target, await exactTimes());
    this.fileDone(file);
  }

  private async writeMade(path: HeldPath, entry: TreeEntry, replace: boolean): Promise<void> {
    const number = this.plan.addFile(path, entry, replace);
    const file = this.plan.file(number);
    this.plan.forget(number);
    await writeLocal(this.state.chunks, entry, file, this.target);
    this.progress.bytes(Number(entry.size));
    this.fileDone(file);
  }

  private fileDone({ stored, size }: PlannedFile): void {
    this.progress.reading(stored);
    this.result.files += 1;
    this.result.bytes += size;
    this.progress.fileDone();
  }

  private inside(held: readonly Buffer[]): Buffer {
    return this.target.inside(held.slice(0, -1), held.at(-1)!);
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
