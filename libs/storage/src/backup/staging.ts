import type { Entry, EntryKind, LeftOut } from '@holdfast/contracts';
import { DatabaseSync } from 'node:sqlite';
import { spoolFailure } from '../repository/work-folder.js';
import type { Walked } from '../tree/walk-tree.js';
import { encodeContent } from '../tree/file-content.js';
import type { IdList } from '../tree/id-list.js';
import { encodeIdList } from '../tree/id-list.js';
import { MAX_DEPTH } from '../tree/tree-budget.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { FolderIds } from './folder-ids.js';
import { SeenRows } from './seen-rows.js';
import { STAGING_SCHEMA } from './staging-schema.js';

export const KINDS: readonly EntryKind[] = ['file', 'directory', 'symlink'];
export const ROOT = 1;
const I64 = 2n ** 63n - 1n;
const clamp = (value: bigint): bigint => (value > I64 ? I64 : value < -I64 ? -I64 : value);
export { clamp as clampTime };

/** A file whose bytes must be read. */
export interface FileToRead {
  readonly id: number;
  readonly entry: Entry;
  /** Row of its folder. */
  readonly folder: number;
  /** It stood in the previous snapshot. */
  readonly known: boolean;
  /** Its contents there, when size and time are equal but those contents may be damaged. */
  readonly old: Uint8Array | undefined;
}

/**
 * The tree of one run, in a table on disk: a million names cost 100 MB there and none in memory. The previous
 * snapshot's tree is put in first, then the scan passes over it; what the scan did not meet is gone from the phone.
 * Holds names in the clear, so it exists only while a run does.
 */
export class Staging {
  readonly database: DatabaseSync;
  private readonly folders: FolderIds;
  private readonly seen = new SeenRows();
  private previousIsWhole = false;
  /** Files are read again even where size and time are as they were. */
  fullRead = false;
  private readonly statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  /** @throws StorageError `disk-full` */
  constructor(file: string) {
    try {
      this.database = new DatabaseSync(file, { readBigInts: true });
      this.database.exec(STAGING_SCHEMA);
      this.database.exec('BEGIN');
    } catch (error) {
      throw spoolFailure(error, file);
    }
    this.folders = new FolderIds(this);
  }

  /** Reads 64-bit integers as bigint. */
  sql(text: string) {
    let statement = this.statements.get(text);
    if (!statement) this.statements.set(text, (statement = this.database.prepare(text)));
    return statement;
  }

  /** What the previous snapshot's own folder holds. `whole`: all that this snapshot names is there. */
  addPreviousRoot(tree: IdList, whole: boolean): void {
    this.previousIsWhole = whole;
    this.sql('UPDATE node SET old_content = ?, kept = 1 WHERE id = ?').run(encodeIdList(tree), ROOT);
  }

  addPrevious({ path, entry }: Walked): void {
    const parent = this.folders.idOf(path.slice(0, -1), false) ?? ROOT;
    this.sql(
      `INSERT OR IGNORE INTO node
         (parent, name, depth, kind, size, mtime, mode, category, old_content, present, origin, opening, opened, made_of)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)`,
    ).run(
      parent,
      path.at(-1)!,
      path.length,
      KINDS.indexOf(entry.kind),
      clamp(entry.size),
      entry.mtimeNs,
      entry.mode ?? null,
      entry.category,
      oldContent(entry),
      entry.pushed?.origin ?? null,
      entry.pushed?.seal?.opening ?? null,
      entry.pushed?.seal?.openedSize ?? null,
      entry.madeOf ?? null,
    );
  }

  /** A folder of the previous tree that the scan has come to, whether or not it tells of the folder itself. */
  meetFolder(id: number): void {
    if (this.previousIsWhole) this.seen.add(id);
    else this.sql('UPDATE node SET present = 1 WHERE id = ?').run(id);
  }

  /** Whether a row is there, as far as the scan has come. */
  isPresent(row: Record<string, unknown>): boolean {
    return row['present'] === 1n || this.seen.has(Number(row['id']));
  }

  /** A row by its place; `known`: it stood in the previous snapshot. */
  row(parent: number, name: Uint8Array): { id: number; kind: EntryKind; known: boolean } | undefined {
    const row = this.sql('SELECT id, kind, old_content FROM node WHERE parent = ? AND name = ?').get(
      parent,
      name,
    );
    return (
      row && { id: Number(row['id']), kind: KINDS[Number(row['kind'])]!, known: row['old_content'] !== null }
    );
  }

  /** Row of a folder, made with those above it where there is none; undefined where a file stands in the way. */
  folderOf(path: readonly Uint8Array[]): number | undefined {
    return this.folders.idOf(path, true);
  }

  pathOf(folder: number): Buffer[] {
    return this.folders.pathOf(folder);
  }

  /** Rows were moved or removed by themselves. */
  forgetFolders(): void {
    this.folders.forget();
  }

  /** Forgets a previous tree that turned out to be damaged. */
  clear(): void {
    this.database.exec(`DELETE FROM node WHERE id <> ${ROOT}`);
    this.database.exec(`UPDATE node SET old_content = NULL, kept = 0 WHERE id = ${ROOT}`);
    this.seen.clear();
    this.folders.forget();
  }

  /** False for a name that no folder can hold, or a path that no walk follows: the phone is hostile input. */
  add(entry: Entry, previousIsWhole: boolean): false | 'to read' | 'known' {
    if (!isShowable(entry.path)) return false;
    const { kind, mode, category } = entry;
    const mtime = clamp(entry.mtimeNs);
    let size = kind === 'file' ? clamp(entry.size) : 0n;
    if (entry.path.length === 0) {
      this.sql('UPDATE node SET mtime = ?, mode = ? WHERE id = ?').run(mtime, mode ?? null, ROOT);
      return 'known';
    }
    const parent = this.folders.idOf(entry.path.slice(0, -1), true);
    if (parent === undefined) return false;
    const name = Buffer.from(entry.path.at(-1)!);
    const was = this.sql(
      'SELECT id, kind, size, mtime, mode, category, old_content, opening FROM node WHERE parent = ? AND name = ?',
    ).get(parent, name);
    const number = KINDS.indexOf(kind);
    // What the phone sealed itself is not what it hands out when it is asked.
    const isAlike = was && Number(was['kind']) === number && was['opening'] === null;
    const old = isAlike ? (was['old_content'] as Uint8Array | null) : null;
    if (entry.sizeUnknown && old !== null && was!['mtime'] === mtime) size = was!['size'] as bigint;
    const same = old !== null && was!['size'] === size && was!['mtime'] === mtime && !this.readsAll(kind);
    const target = entry.linkTarget ?? new Uint8Array(0);
    if (kind === 'symlink' && target.length > 0xffff) return false;
    const bits = mode === undefined ? null : mode & 0o7777;
    const reused = same && previousIsWhole;
    if (reused && was!['category'] === category && equalMode(was!['mode'], bits)) {
      if (kind !== 'symlink' || Buffer.compare(old, target) === 0) {
        this.seen.add(Number(was!['id']));
        return 'known';
      }
    }
    if (was) this.seen.remove(Number(was['id']));
    const content = kind === 'symlink' ? target : reused && kind === 'file' ? old : null;
    this.sql(
      `INSERT INTO node (parent, name, depth, kind, size, mtime, mode, category, content, old_content, present, ref, local, same)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
       ON CONFLICT (parent, name) DO UPDATE SET kind = excluded.kind, size = excluded.size, mtime = excluded.mtime,
         mode = excluded.mode, category = excluded.category, content = excluded.content,
         old_content = excluded.old_content, present = 1, ref = excluded.ref, local = excluded.local, same = excluded.same,
         kept = 0, origin = NULL, opening = NULL, opened = NULL, made_of = NULL`,
    ).run(
      parent,
      name,
      entry.path.length,
      number,
      size,
      mtime,
      bits,
      category,
      content,
      old,
      kind === 'file' && !reused ? entry.ref : null,
      kind === 'file' && !reused ? (entry.localPath ?? null) : null,
      same ? 1 : 0,
    );
    return kind === 'file' && !reused ? 'to read' : 'known';
  }

  private readsAll(kind: EntryKind): boolean {
    return this.fullRead && kind === 'file';
  }

  /** The scan is over: what it met as it stood is there, with what the previous snapshot says of it. */
  keepSeen(): void {
    const keep = this.sql(
      'UPDATE node SET present = 1, kept = 1, content = old_content WHERE id BETWEEN ? AND ?',
    );
    for (const [first, last] of this.seen.runs()) keep.run(first, last);
    this.seen.clear();
  }

  /**
   * Files without contents yet, a few hundred at a time, folder by folder in the order of their names: a restore walks
   * the tree in that order, and what lies in other packs than its neighbours costs it a whole pack each.
   */
  *filesToRead(): Generator<FileToRead> {
    let [folder, after]: [bigint, Uint8Array] = [0n, new Uint8Array(0)];
    for (;;) {
      const rows = this.sql(
        `SELECT * FROM node WHERE (parent, name) > (?, ?) AND kind = 0 AND present = 1 AND content IS NULL
         ORDER BY parent, name LIMIT 256`,
      ).all(folder, after);
      if (rows.length === 0) return;
      for (const row of rows) {
        const name = Buffer.from(row['name'] as Uint8Array);
        [folder, after] = [row['parent'] as bigint, name];
        const entry: Entry = {
          path: [...this.pathOf(Number(row['parent'])), name],
          kind: 'file',
          size: row['size'] as bigint,
          mtimeNs: row['mtime'] as bigint,
          category: row['category'] as Entry['category'],
          ref: row['ref'] as string,
          ...(row['mode'] === null ? {} : { mode: Number(row['mode']) }),
          ...(row['local'] === null ? {} : { localPath: row['local'] as string }),
        };
        yield {
          id: Number(row['id']),
          entry,
          folder: Number(row['parent']),
          known: row['old_content'] !== null,
          old: row['same'] === 1n ? (row['old_content'] as Uint8Array) : undefined,
        };
      }
    }
  }

  setContent(id: number, content: Uint8Array, size: bigint, mtimeNs: bigint): void {
    this.sql('UPDATE node SET content = ?, size = ?, mtime = ? WHERE id = ?').run(
      content,
      size,
      clamp(mtimeNs),
      id,
    );
  }

  setEntropy(id: number, bytes: number): void {
    this.sql('UPDATE node SET entropy = ? WHERE id = ?').run(bytes, id);
  }

  drop(id: number): void {
    this.sql('UPDATE node SET present = 0 WHERE id = ?').run(id);
  }

  leaveOut(left: LeftOut, path: Uint8Array): void {
    this.sql('INSERT INTO left_out (path, category, cause) VALUES (?, ?, ?)').run(
      path,
      left.category,
      left.cause,
    );
  }

  close(): void {
    this.database.close();
  }
}

function oldContent(entry: TreeEntry): Uint8Array {
  return entry.kind === 'symlink' ? entry.linkTarget! : encodeContent(entry);
}

const equalMode = (stored: unknown, bits: number | null): boolean =>
  stored === null ? bits === null : Number(stored) === bits;

/** A path that folders can hold and walks follow. */
export const isShowable = (path: readonly Uint8Array[]): boolean =>
  path.length <= MAX_DEPTH && path.every(isName);

function isName(name: Uint8Array): boolean {
  if (name.length === 0 || name.length > 0xffff || name.includes(0) || name.includes(0x2f)) return false;
  return !(name[0] === 0x2e && (name.length === 1 || (name.length === 2 && name[1] === 0x2e)));
}
