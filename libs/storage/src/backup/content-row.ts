import { ByteReader } from '../format/byte-reader.js';
import type { IdList } from '../tree/id-list.js';
import { encodeIdList, readIdList } from '../tree/id-list.js';
import type { TreeEntry } from '../tree/tree-entry.js';

/** A file's contents in one row: `SHA-256(32) ‖ ids`. */
export function fileContent(sha256: Uint8Array, ids: IdList): Buffer {
  return Buffer.concat([sha256, encodeIdList(ids)]);
}

export function parseFileContent(content: Uint8Array): { sha256: Buffer; ids: IdList } {
  const reader = new ByteReader(content, 'A row of the work folder');
  return { sha256: Buffer.from(reader.raw(32)), ids: readIdList(reader, 'A row of the work folder') };
}

export function entryContent(entry: TreeEntry): Buffer | undefined {
  return entry.kind === 'file' ? fileContent(entry.sha256!, entry.ids) : undefined;
}
