import { createHash } from 'node:crypto';
import { damaged } from '../format/damaged.js';
import { pathText } from '../path-text.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
import { StorageError } from '../storage-error.js';
import { eachId } from '../tree/id-list.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { findPath, treeChunks } from './find-path.js';
import type { SnapshotRoot } from './snapshot-root.js';

/** One file's bytes, chunk by chunk; throws at the end when the whole has another SHA-256 than was recorded. */
export async function* readContent(chunks: ChunkReader, entry: TreeEntry): AsyncGenerator<Buffer> {
  const digest = createHash('sha256');
  for await (const id of eachId(entry.ids, treeChunks(chunks))) {
    const plain = await chunks.chunk('data', id);
    digest.update(plain);
    yield plain;
  }
  if (!digest.digest().equals(entry.sha256!))
    throw damaged('A file (its parts are whole, but not the right ones)');
}

/** @throws StorageError `path-unknown`, also for what is no file */
export async function* readFileOf(
  chunks: ChunkReader,
  root: SnapshotRoot,
  path: readonly Uint8Array[],
): AsyncGenerator<Uint8Array> {
  const entry = path.length > 0 ? await findPath(chunks, root.tree, path) : undefined;
  if (entry?.kind !== 'file')
    throw new StorageError('path-unknown', `${pathText(path)} is not a file of this snapshot.`);
  yield* readContent(chunks, entry);
}
