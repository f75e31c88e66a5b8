import type { StagedItem } from '@holdfast/contracts';
import { StorageError } from '../storage-error.js';
import type { FileContent } from '../tree/file-content.js';
import { readContent } from '../tree/file-content.js';
import { ByteReader } from '../format/byte-reader.js';
import type { Staging } from './staging.js';
import { KINDS, ROOT } from './staging.js';

const MOST_DEEP = 1000;

/** One row of the staged tree, as a phone that drives names it. */
export interface StagedRow {
  readonly id: number;
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly category: string;
  readonly content: Uint8Array | null;
}

/** The staged tree by slash-separated paths, for a phone that moves, copies and removes by itself. */
export class StagedPaths {
  constructor(
    private readonly staging: Staging,
    private readonly table: 'node' | 'previous' = 'node',
  ) {}

  /** @throws StorageError `source-refused` for a path that leaves the tree */
  segments(path: string): Buffer[] {
    const names = path.split('/').filter((name) => name !== '' && name !== '.');
    const bad =
      path.startsWith('/') ||
      names.some((name) => name === '..' || name.includes('\0') || name.length > 1024);
    if (bad || names.length > MOST_DEEP) throw refused();
    return names.map((name) => Buffer.from(name));
  }

  find(path: string): StagedRow | undefined {
    let row: Record<string, unknown> | undefined = {
      id: BigInt(ROOT),
      kind: 1n,
      size: 0n,
      mtime: 0n,
      category: 'other',
    };
    for (const name of this.segments(path)) {
      row = this.staging
        .sql(`SELECT * FROM ${this.table} WHERE parent = ? AND name = ? AND present = 1`)
        .get(row['id'] as bigint, name);
      if (!row) return undefined;
    }
    return stagedRow(row);
  }

  list(folder: StagedRow): (StagedRow & StagedItem)[] {
    return this.staging
      .sql('SELECT * FROM node WHERE parent = ? AND present = 1 ORDER BY name')
      .all(folder.id)
      .map((row) => ({ ...stagedRow(row), name: Buffer.from(row['name'] as Uint8Array).toString('utf8') }))
      .filter((row): row is StagedRow & StagedItem => row.kind !== 'symlink');
  }

  remove(id: number): void {
    this.staging
      .sql(
        `WITH RECURSIVE below(id) AS (SELECT ?1 UNION ALL SELECT node.id FROM node JOIN below ON node.parent = below.id)
         UPDATE node SET present = 0 WHERE id IN below`,
      )
      .run(id);
    this.staging.forgetFolders();
  }

  /** Gives a row another place; what stood there goes. */
  place(id: number, parent: number, name: Buffer): void {
    const there = this.staging.sql('SELECT id FROM node WHERE parent = ? AND name = ?').get(parent, name);
    if (there) {
      this.remove(Number(there['id']));
      // The place in the table is unique, also for what is gone: it gives way, and is remembered under another name.
      this.staging
        .sql(`UPDATE node SET name = name || x'00' || ? WHERE id = ?`)
        .run(Buffer.from(`${there['id']}`), there['id'] as bigint);
    }
    this.staging.sql('UPDATE node SET parent = ?, name = ? WHERE id = ?').run(parent, name, id);
    this.staging.forgetFolders();
  }

  /** What the phone leaves alone stays as the previous snapshot has it, which can be read as it was in `previous`. */
  keepPrevious(): void {
    this.staging.database.exec(`
      UPDATE node SET present = 1, content = old_content WHERE id <> ${ROOT};
      CREATE TABLE previous AS SELECT id, parent, name, kind, size, mtime, category, content, present FROM node;
      CREATE INDEX previous_names ON previous (parent, name);`);
  }

  /** Folders are written deepest first, and moving one changed how deep all below it lie. */
  measureDepths(): void {
    this.staging.database.exec(`
      WITH RECURSIVE tree(id, depth) AS (
        SELECT ${ROOT}, 0 UNION ALL SELECT node.id, tree.depth + 1 FROM node JOIN tree ON node.parent = tree.id
      ) UPDATE node SET depth = tree.depth FROM tree WHERE tree.id = node.id`);
  }
}

export function contentOfRow(row: Uint8Array): FileContent {
  return readContent(new ByteReader(row, 'A row of the work folder'), 'A row of the work folder');
}

function stagedRow(row: Record<string, unknown>): StagedRow {
  return {
    id: Number(row['id']),
    kind: KINDS[Number(row['kind'])]!,
    size: row['size'] as bigint,
    mtimeNs: row['mtime'] as bigint,
    category: row['category'] as string,
    content: (row['content'] as Uint8Array | null | undefined) ?? null,
  };
}

export function refused(): StorageError {
  return new StorageError(
    'source-refused',
    'The phone asked for something outside of its own backup, so this run was ended. Snapshots made before are whole.',
  );
}
