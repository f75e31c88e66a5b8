import type { Entry, EntryKind, LeftOut } from '@holdfast/contracts';
import { DatabaseSync } from 'node:sqlite';
import { spoolFailure } from '../repository/work-folder.js';
import type { Walked } from '../tree/walk-tree.js';
import { entryContent } from './content-row.js';
import { FolderIds } from './folder-ids.js';
import { STAGING_SCHEMA } from './staging-schema.js';

export const KINDS: readonly EntryKind[] = ['file', 'directory', 'symlink'];
export const ROOT = 1;
const I64 = 2n ** 63n - 1n;
const clamp = (value: bigint): bigint => (value > I64 ? I64 : value < -I64 ? -I64 : value);

/** A file whose bytes must be read. */
export interface FileToRead {
  readonly id: number;
  readonly entry: Entry;
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

  addPrevious({ path, entry }: Walked): void {
    const parent = this.folders.idOf(path.slice(0, -1), false) ?? ROOT;
    this.sql(
      `INSERT OR IGNORE INTO node (parent, name, depth, kind, size, mtime, mode, category, old_content, present)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`,
    ).run(
      parent,
      path.at(-1)!,
      path.length,
      KINDS.indexOf(entry.kind),
      clamp(entry.size),
      entry.mtimeNs,
      entry.mode ?? null,
      entry.category,
      entryContent(entry) ?? null,
    );
  }

  /** Forgets a previous tree that turned out to be damaged. */
  clear(): void {
    this.database.exec(`DELETE FROM node WHERE id <> ${ROOT}`);
    this.folders.forget();
  }

  /** False for a name that no folder can hold: the phone is hostile input. */
  add(entry: Entry, previousIsWhole: boolean): boolean {
    if (!entry.path.every(isName)) return false;
    const { kind, mode, category } = entry;
    const [size, mtime] = [kind === 'file' ? clamp(entry.size) : 0n, clamp(entry.mtimeNs)];
    if (entry.path.length === 0) {
      this.sql('UPDATE node SET mtime = ?, mode = ? WHERE id = ?').run(mtime, mode ?? null, ROOT);
      return true;
    }
    const parent = this.folders.idOf(entry.path.slice(0, -1), true);
    if (parent === undefined) return false;
    const name = Buffer.from(entry.path.at(-1)!);
    const was = this.sql('SELECT kind, size, mtime, old_content FROM node WHERE parent = ? AND name = ?').get(
      parent,
      name,
    );
    const number = KINDS.indexOf(kind);
    const old = was && Number(was['kind']) === number ? (was['old_content'] as Uint8Array | null) : null;
    const same = old !== null && was!['size'] === size && was!['mtime'] === mtime;
    const target = entry.linkTarget ?? new Uint8Array(0);
    if (kind === 'symlink' && target.length > 0xffff) return false;
    const reused = same && previousIsWhole;
    const content = kind === 'symlink' ? target : reused ? old : null;
    this.sql(
      `INSERT INTO node (parent, name, depth, kind, size, mtime, mode, category, content, old_content, present, ref, local, same)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
       ON CONFLICT (parent, name) DO UPDATE SET kind = excluded.kind, size = excluded.size, mtime = excluded.mtime,
         mode = excluded.mode, category = excluded.category, content = excluded.content,
         old_content = excluded.old_content, present = 1, ref = excluded.ref, local = excluded.local, same = excluded.same`,
    ).run(
      parent,
      name,
      entry.path.length,
      number,
      size,
      mtime,
      mode === undefined ? null : mode & 0o7777,
      category,
      content,
      old,
      kind === 'file' && !reused ? entry.ref : null,
      kind === 'file' && !reused ? (entry.localPath ?? null) : null,
      same ? 1 : 0,
    );
    return true;
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
          path: [...this.folders.pathOf(Number(row['parent'])), name],
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

function isName(name: Uint8Array): boolean {
  if (name.length === 0 || name.length > 0xffff || name.includes(0) || name.includes(0x2f)) return false;
  return !(name[0] === 0x2e && (name.length === 1 || (name.length === 2 && name[1] === 0x2e)));
}
