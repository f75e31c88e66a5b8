import type { ShownEntry } from '@holdfast/contracts';
import { PHONE_STORE } from '@holdfast/contracts/sources';
import { MOST_MADE_OF_BYTES } from '../tree/file-additions.js';
import { MOST_OPENING_BYTES, MOST_ORIGIN_BYTES } from '../tree/pushed-name.js';
import type { PushedRow } from './pushed-row.js';
import type { Staging } from './staging.js';
import { clampTime, isShowable, ROOT } from './staging.js';

/** What of the previous snapshot stands at a place, compared where it lies: a million rows are not taken out for that. */
const COMPARE = `SELECT id, present, kind = 0 AND old_content IS NOT NULL AS had_content,
    kind = 0 AND old_content IS ? AS same_content,
    size = ? AND mtime = ? AND mode IS ? AND category = ? AND origin IS ? AND opening IS ? AND opened IS ? AND made_of IS ?
      AS same_facts
  FROM node WHERE parent = ? AND name = ?`;
const SHOW = `INSERT INTO node (parent, name, depth, kind, size, mtime, mode, category, origin, opening, opened, made_of, content,
    present)
  VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
  ON CONFLICT (parent, name) DO UPDATE SET kind = 0, size = excluded.size, mtime = excluded.mtime, mode = excluded.mode,
    category = excluded.category, origin = excluded.origin, opening = excluded.opening, opened = excluded.opened,
    made_of = excluded.made_of, content = excluded.content, old_content = iif(kind = 0, old_content, NULL), present = 1, kept = 0`;

/** The tree that people see of what a phone stored under names of its own. */
export class ShownTree {
  constructor(
    private readonly staging: Staging,
    private readonly previousIsWhole: boolean,
  ) {}

  /** A folder or a link. False where it cannot be shown, or something else stands there. */
  entry(shown: ShownEntry): boolean {
    if (isReserved(shown) || shown.path.length === 0) return false;
    if (this.isTaken(shown)) return false;
    const { path, kind, mtimeNs, mode, category, linkTarget } = shown;
    const facts = { path, kind, size: 0n, mtimeNs, category, ref: '' };
    const entry = {
      ...facts,
      ...(mode === undefined ? {} : { mode }),
      ...(linkTarget ? { linkTarget } : {}),
    };
    return this.staging.add(entry, this.previousIsWhole) !== false;
  }

  /**
   * A file under the bytes that the phone stored as `origin`. Told where what the previous snapshot shows there has other
   * contents. False where it cannot be shown, or something is shown there already.
   */
  file(row: PushedRow, origin: Buffer | null, shown: ShownEntry): false | 'as it was' | 'new' | 'changed' {
    if (isTooLong(origin, MOST_ORIGIN_BYTES) || isTooLong(shown.opening, MOST_OPENING_BYTES)) return false;
    if (isTooLong(shown.madeOf, MOST_MADE_OF_BYTES)) return false;
    if (row.content === null || !isShowable(shown.path) || shown.path.length === 0) return false;
    const parent = this.staging.folderOf(shown.path.slice(0, -1));
    if (parent === undefined) return false;
    const name = shown.path.at(-1)!;
    const values = [
      row.size,
      clampTime(shown.mtimeNs),
      shown.mode === undefined ? null : shown.mode & 0o7777,
      shown.category,
      origin,
      shown.opening ?? null,
      shown.opening ? sizeOf(shown.openedSize ?? row.size) : null,
      shown.madeOf ?? null,
    ] as const;
    const was = this.staging.sql(COMPARE).get(row.content, ...values, parent, name);
    if (was && this.staging.isPresent(was)) return false;
    if (was && this.previousIsWhole && was['same_content'] === 1n && was['same_facts'] === 1n) {
      this.staging.meetFolder(Number(was['id']));
      return 'as it was';
    }
    this.staging.sql(SHOW).run(parent, name, shown.path.length, ...values, row.content);
    if (was?.['had_content'] !== 1n) return 'new';
    return was['same_content'] === 1n ? 'as it was' : 'changed';
  }

  /**
   * Shows again what the previous snapshot shows below a folder that was made of the same; tells how many files. What was
   * lost of that snapshot cannot be relied on: then none.
   */
  keepMade(path: readonly Uint8Array[], madeOf: Uint8Array): number {
    const folder = this.previousIsWhole ? this.knownFolder(path) : undefined;
    if (folder === undefined) return 0;
    const rows = this.staging.sql(
      `WITH RECURSIVE below(id) AS (SELECT ?1 UNION ALL
         SELECT node.id FROM node JOIN below ON node.parent = below.id WHERE node.kind = 1)
       SELECT id, parent FROM node WHERE parent IN below AND kind = 0 AND made_of = ?2 AND old_content IS NOT NULL AND present = 0`,
    );
    const found = rows.all(folder, madeOf);
    for (const row of found) {
      this.staging.folderOf(this.staging.pathOf(Number(row['parent'])));
      this.staging.meetFolder(Number(row['id']));
    }
    return found.length;
  }

  /** A file that nobody said how to show. */
  unarranged(row: PushedRow & { readonly names: readonly Buffer[] }): boolean {
    const origin = Buffer.concat(
      row.names.flatMap((name, at) => (at === 0 ? [name] : [Buffer.of(0x2f), name])),
    );
    const path = [Buffer.from(PHONE_STORE), ...row.names];
    const shown = { path, kind: 'file' as const, mtimeNs: row.mtimeNs, category: 'other' as const };
    return this.file(row, origin, shown) !== false;
  }

  /** A folder that nobody said anything of is as old as the newest of what is in it. */
  dateFolders(): void {
    const { database } = this.staging;
    const deepest = this.staging
      .sql('SELECT max(depth) AS depth FROM node WHERE kind = 1 AND present = 1')
      .get();
    const update = database.prepare(
      `UPDATE node SET mtime = coalesce(
         (SELECT max(c.mtime) FROM node c WHERE c.parent = node.id AND c.present = 1), 0)
       WHERE kind = 1 AND present = 1 AND kept = 0 AND mtime = 0 AND mode IS NULL AND depth = ?`,
    );
    for (let depth = Number(deepest!['depth'] ?? 0); depth > 0; depth--) update.run(depth);
  }

  /** Of the previous snapshot; it is not shown by being looked for. */
  private knownFolder(path: readonly Uint8Array[]): number | undefined {
    let id = ROOT;
    for (const name of path) {
      const row = this.staging.row(id, name);
      if (row?.kind !== 'directory') return undefined;
      id = row.id;
    }
    return id;
  }

  private isTaken({ path }: ShownEntry): boolean {
    if (!isShowable(path)) return true;
    const parent = this.staging.folderOf(path.slice(0, -1));
    if (parent === undefined) return true;
    const row = this.staging
      .sql('SELECT id, present FROM node WHERE parent = ? AND name = ?')
      .get(parent, path.at(-1)!);
    return row !== undefined && this.staging.isPresent(row);
  }
}

const isTooLong = (bytes: Uint8Array | null | undefined, most: number): boolean =>
  (bytes?.length ?? 0) > most;

/** A phone says it: anything. */
const sizeOf = (bytes: bigint): bigint => (bytes < 0n ? 0n : clampTime(bytes));

/** Where what is not arranged goes. */
export function isReserved({ path }: ShownEntry): boolean {
  return path.length > 0 && Buffer.from(path[0]!).equals(Buffer.from(PHONE_STORE));
}
