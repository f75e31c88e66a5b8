import type { Category, StagedItem } from '@holdfast/contracts';
import { PushedFolders } from './pushed-folders.js';
import type { PushedRow } from './pushed-row.js';
import { PHONE_ROOT, pushedRow, refused, ROOT_ROW } from './pushed-row.js';
import type { FileToRead, Staging } from './staging.js';

const MOST_DEEP = 1000;
const BATCH = 1024;

/**
 * What a phone that drives its own backup sees: files by its own names, in the staging table beside the tree that people
 * see. It begins as the previous snapshot left it, and is gone when all is shown.
 */
export class PushedTree {
  private readonly folders: PushedFolders;
  private next = PHONE_ROOT - 1;

  constructor(private readonly staging: Staging) {
    staging
      .sql(
        `INSERT INTO node (id, parent, name, depth, kind, size, mtime, category, present)
         VALUES (?, 0, x'01', 0, 1, 0, 0, 'other', 1)`,
      )
      .run(PHONE_ROOT);
    this.folders = new PushedFolders(staging, () => this.next--);
  }

  /** Puts in what the previous snapshot holds. */
  keepPrevious(): void {
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
    }
  }

  /** @throws StorageError `source-refused` for a path that leaves the tree */
  segments(path: string): Buffer[] {
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    const bad =
      path.startsWith('/') ||
      names.some((name) => name === '..' || name.includes('\0') || name.length > 1024);
    if (bad || names.length > MOST_DEEP) throw refused();
    return names.map((name) => Buffer.from(name));
  }

  find(path: string): PushedRow | undefined {
    const names = this.segments(path);
    const last = names.pop();
    const parent = this.folders.find(names);
    if (parent === undefined) return undefined;
    if (!last) return ROOT_ROW;
    const row = this.staging.sql('SELECT * FROM node WHERE parent = ? AND name = ?').get(parent, last);
    return row && pushedRow(row);
  }

  list(folder: PushedRow): (PushedRow & StagedItem)[] {
    return this.staging
      .sql('SELECT * FROM node WHERE parent = ? ORDER BY name')
      .all(folder.id)
      .map((row) => ({ ...pushedRow(row), name: nameOf(row).toString('utf8') }));
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

  remove(id: number): void {
    this.staging
      .sql(
        `WITH RECURSIVE below(id) AS (SELECT ?1 UNION ALL SELECT node.id FROM node JOIN below ON node.parent = below.id)
         DELETE FROM node WHERE id IN below`,
      )
      .run(id);
    this.folders.forget();
  }

  /** Gives a row another place; what stood there goes. */
  place(id: number, parent: number, name: Buffer): void {
    const there = this.staging.sql('SELECT id FROM node WHERE parent = ? AND name = ?').get(parent, name);
    if (there && Number(there['id']) !== id) this.remove(Number(there['id']));
    this.staging.sql('UPDATE node SET parent = ?, name = ? WHERE id = ?').run(parent, name, id);
    this.folders.forget();
  }

  /** It is shown where people see it. False: it was already. */
  show(id: number): boolean {
    return this.staging.sql('UPDATE node SET kept = 1 WHERE id = ? AND kept = 0').run(id).changes !== 0n;
  }

  /** It could not be shown there. */
  hide(id: number): void {
    this.staging.sql('UPDATE node SET kept = 0 WHERE id = ?').run(id);
  }

  /** Files that are not shown yet, with their names. */
  *notShown(): Generator<PushedRow & { readonly names: readonly Buffer[] }> {
    const rows = this.staging.sql(
      `SELECT * FROM node WHERE id < ? AND kind = 0 AND kept = 0 ORDER BY id DESC LIMIT ${BATCH}`,
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
    const id = this.next--;
    this.staging
      .sql(
        `INSERT INTO node (id, parent, name, depth, kind, size, mtime, category, content, present)
         VALUES (?, ?, ?, 0, 0, ?, ?, ?, ?, 1)`,
      )
      .run(id, parent, name, facts.size as bigint, facts.mtime as bigint, facts.category as string, content);
    return id;
  }
}

const nameOf = (row: Record<string, unknown>): Buffer => Buffer.from(row['name'] as Uint8Array);
