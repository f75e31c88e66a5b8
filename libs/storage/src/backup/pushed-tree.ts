import type { Category, StagedItem } from '@holdfast/contracts';
import { setImmediate as turn } from 'node:timers/promises';
import { PushedFolders } from './pushed-folders.js';
import type { PushedRow } from './pushed-row.js';
import { PHONE_ROOT, PUSHED_COLUMNS, pushedRow, refused, ROOT_ROW } from './pushed-row.js';
import type { FileToRead, Staging } from './staging.js';
import { clampTime } from './staging.js';
import { MOST_ORIGIN_BYTES } from '../tree/pushed-name.js';

const MOST_DEEP = 1000;
const MOST_NAME_BYTES = 1024;
const BATCH = 1024;
/** A listing is held in memory; a phone spreads a million files over 256 folders. */
const MOST_LISTED = 250_000;
/** Twice what the fullest phones hold: more are made by copying copies. */
const MOST_ROWS = 5_000_000;

/**
 * What a phone that drives its own backup sees: files by its own names, in the staging table beside the tree that people
 * see. It begins as the previous snapshot left it, and is gone when all is shown.
 */
export class PushedTree {
  private readonly folders: PushedFolders;
  private next = PHONE_ROOT - 1;
  private hasShown = false;

  constructor(
    private readonly staging: Staging,
    private readonly mostRows = MOST_ROWS,
    private readonly mostListed = MOST_LISTED,
  ) {
    staging
      .sql(
        `INSERT INTO node (id, parent, name, depth, kind, size, mtime, category, present)
         VALUES (?, 0, x'01', 0, 1, 0, 0, 'other', 1)`,
      )
      .run(PHONE_ROOT);
    this.folders = new PushedFolders(staging, () => this.nextId());
  }

  /** The number of the row that was made last. */
  get newest(): number {
    return this.next + 1;
  }

  /** Puts in what the previous snapshot holds. A million rows take seconds, in which others have their turn. */
  async keepPrevious(): Promise<void> {
    const rows = this.staging.sql(
      `SELECT id, origin, size, mtime, category, old_content FROM node
       WHERE id > ? AND origin IS NOT NULL AND old_content IS NOT NULL ORDER BY id LIMIT ${BATCH}`,
    );
    for (let last = 0n; ;) {
      const batch = rows.all(last);
      for (const row of batch) {
        const names = this.segments(Buffer.from(row['origin'] as Uint8Array).toString('utf8'));
        const parent = this.folders.make(names.slice(0, -1));
        this.insert(parent, names.at(-1)!, row, row['old_content'] as Uint8Array);
        last = row['id'] as bigint;
      }
      if (batch.length < BATCH) return;
      await turn();
    }
  }

  /** @throws StorageError `source-refused` for a path that leaves the tree, or that no snapshot could name */
  segments(path: string): Buffer[] {
    if (path.length > MOST_ORIGIN_BYTES || path.startsWith('/') || path.includes('\0')) throw refused();
    const names = path
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .map((name) => Buffer.from(name));
    const bytes = names.reduce((sum, name) => sum + name.length + 1, 0);
    const bad = names.some((name) => name.length > MOST_NAME_BYTES || name.equals(ABOVE));
    if (bad || names.length > MOST_DEEP || bytes > MOST_ORIGIN_BYTES + 1) throw refused();
    return names;
  }

  find(path: string): PushedRow | undefined {
    const names = this.segments(path);
    const last = names.pop();
    const parent = this.folders.find(names);
    if (parent === undefined) return undefined;
    if (!last) return ROOT_ROW;
    const row = this.staging
      .sql(`SELECT ${PUSHED_COLUMNS} FROM node WHERE parent = ? AND name = ?`)
      .get(parent, last);
    return row && pushedRow(row);
  }

  /** @throws StorageError `source-refused` for more than memory should hold */
  list(folder: PushedRow): (PushedRow & StagedItem)[] {
    const rows = this.staging
      .sql(`SELECT name, ${PUSHED_COLUMNS} FROM node WHERE parent = ? ORDER BY name LIMIT ?`)
      .all(folder.id, this.mostListed + 1);
    if (rows.length > this.mostListed) throw refused();
    return rows.map((row) => ({ ...pushedRow(row), name: nameOf(row).toString('utf8') }));
  }

  /** A file without contents yet, over whatever stood there; the folders above it are made. */
  newFile(path: string | readonly Buffer[], size: bigint, mtimeNs: bigint, category: Category): FileToRead {
    const names = typeof path === 'string' ? this.segments(path) : path;
    if (names.length === 0) throw refused();
    const parent = this.folder(names.slice(0, -1));
    const there = this.staging
      .sql('SELECT id FROM node WHERE parent = ? AND name = ?')
      .get(parent, names.at(-1)!);
    if (there) this.remove(Number(there['id']));
    const id = this.insert(parent, names.at(-1)!, { size, mtime: mtimeNs, category }, null);
    const entry = { path: names, kind: 'file' as const, size, mtimeNs, category, ref: '' };
    // Small files are stored with those that came before and after them, whatever folders their names put them in.
    return { id, entry, folder: PHONE_ROOT, known: false, old: undefined };
  }

  /** @throws StorageError `source-refused` where a file stands in the way */
  folder(names: readonly Buffer[]): number {
    return this.folders.make(names);
  }

  /** With all below it. @throws StorageError `source-refused` where something of it is shown already */
  remove(id: number): void {
    this.refuseShown(id);
    this.staging.sql(`${BELOW} DELETE FROM node WHERE id IN below`).run(id);
    this.folders.forget();
  }

  /** Gives a row another place; what stood there goes. */
  place({ id, kind }: PushedRow, parent: number, name: Buffer): void {
    this.refuseShown(id);
    const there = this.staging.sql('SELECT id FROM node WHERE parent = ? AND name = ?').get(parent, name);
    if (there && Number(there['id']) !== id) this.remove(Number(there['id']));
    this.staging.sql('UPDATE node SET parent = ?, name = ? WHERE id = ?').run(parent, name, id);
    if (kind === 'directory') this.folders.forget();
  }

  /** It is shown where people see it. False: it was already. */
  show(id: number): boolean {
    this.hasShown = true;
    return this.staging.sql('UPDATE node SET kept = 1 WHERE id = ? AND kept = 0').run(id).changes !== 0n;
  }

  /** A row by its number, if it is still there. */
  row(id: number): PushedRow | undefined {
    const row = this.staging.sql(`SELECT ${PUSHED_COLUMNS} FROM node WHERE id = ?`).get(id);
    return row && pushedRow(row);
  }

  /** It could not be shown there. */
  hide(id: number): void {
    this.staging.sql('UPDATE node SET kept = 0 WHERE id = ?').run(id);
  }

  /** Files that are not shown yet, with their names. */
  *notShown(): Generator<PushedRow & { readonly names: readonly Buffer[] }> {
    const rows = this.staging.sql(
      `SELECT parent, name, ${PUSHED_COLUMNS} FROM node WHERE id < ? AND kind = 0 AND kept = 0
       ORDER BY id DESC LIMIT ${BATCH}`,
    );
    for (let last = PHONE_ROOT; ;) {
      const batch = rows.all(last);
      for (const row of batch) {
        yield { ...pushedRow(row), names: [...this.folders.pathOf(row['parent'] as bigint), nameOf(row)] };
        last = Number(row['id']);
      }
      if (batch.length < BATCH) return;
    }
  }

  discard(): void {
    this.staging.sql('DELETE FROM node WHERE id <= ?').run(PHONE_ROOT);
  }

  private insert(
    parent: number,
    name: Buffer,
    facts: { size?: unknown; mtime?: unknown; category?: unknown },
    content: Uint8Array | null,
  ): number {
    const id = this.nextId();
    const [size, mtime] = [clampTime(facts.size as bigint), clampTime(facts.mtime as bigint)];
    this.staging
      .sql(
        `INSERT INTO node (id, parent, name, depth, kind, size, mtime, category, content, present)
         VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?, 1)`,
      )
      .run(id, parent, name, size, mtime, facts.category as string, content);
    return id;
  }

  private nextId(): number {
    if (PHONE_ROOT - this.next > this.mostRows) throw refused();
    return this.next--;
  }

  /** What people see of a file stays what the phone stored under its name: else a snapshot would hold neither. */
  private refuseShown(id: number): void {
    if (!this.hasShown) return;
    const shown = this.staging.sql(`${BELOW} SELECT 1 FROM node WHERE id IN below AND kept = 1 LIMIT 1`);
    if (shown.get(id)) throw refused();
  }
}

const ABOVE = Buffer.from('..');
/** A row and all below it. */
const BELOW =
  'WITH RECURSIVE below(id) AS (SELECT ?1 UNION ALL SELECT node.id FROM node JOIN below ON node.parent = below.id)';
const nameOf = (row: Record<string, unknown>): Buffer => Buffer.from(row['name'] as Uint8Array);
