import { ByteReader } from '../format/byte-reader.js';
import { StorageError } from '../storage-error.js';
import type { FileContent } from '../tree/file-content.js';
import { readContent } from '../tree/file-content.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { KINDS } from './staging.js';

/** Rows of this tree have numbers below zero, which are not used again, so that none is taken for another. */
export const PHONE_ROOT = -1;

/** One row of the tree, as a phone that drives names it. */
export interface PushedRow {
  readonly id: number;
  readonly kind: 'file' | 'directory';
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly category: string;
  readonly content: Uint8Array | null;
  /** Bytes of it that do not compress, where it was read in this run. */
  readonly entropy: number;
}

export const ROOT_ROW: PushedRow = {
  id: PHONE_ROOT,
  kind: 'directory',
  size: 0n,
  mtimeNs: 0n,
  category: 'other',
  content: null,
  entropy: 0,
};

/** The entry under which a pushed row's bytes can be read. */
export function entryOfRow(row: PushedRow, content: Uint8Array): TreeEntry {
  const { size, mtimeNs, category } = row;
  const facts = { name: Buffer.alloc(0), kind: 'file' as const, size, mtimeNs, mode: undefined, category };
  return { ...facts, ...contentOfRow(content) };
}

/** A short file may begin where a longer one of the same bundle does. */
export const contentIdOf = (content: Uint8Array, { size }: PushedRow): Uint8Array =>
  Buffer.concat([content, Buffer.from(`${size}`)]);

function contentOfRow(row: Uint8Array): FileContent {
  return readContent(new ByteReader(row, 'A row of the work folder'), 'A row of the work folder');
}

/** What a row of this tree is made of: each column more costs a million files a second. */
export const PUSHED_COLUMNS = 'id, kind, size, mtime, category, content, entropy';

/** Of the staging table. */
export function pushedRow(row: Record<string, unknown>): PushedRow {
  return {
    id: Number(row['id']),
    kind: KINDS[Number(row['kind'])] as 'file' | 'directory',
    size: row['size'] as bigint,
    mtimeNs: row['mtime'] as bigint,
    category: row['category'] as string,
    content: (row['content'] as Uint8Array | null | undefined) ?? null,
    entropy: Number(row['entropy']),
  };
}

/** A coded refusal; trying again does not help. */
export function refused(): StorageError {
  return new StorageError(
    'source-refused',
    'The phone asked for something outside of its own backup, so this run was ended. Snapshots made before are whole.',
  );
}
