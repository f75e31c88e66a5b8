import type { ChunkReader } from '../repository/chunk-reader.js';
import { StorageError } from '../storage-error.js';
import { pathText } from '../path-text.js';
import type { IdList } from '../tree/id-list.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { eachEntry } from '../tree/walk-tree.js';

export const treeChunks =
  (chunks: ChunkReader) =>
  (id: Uint8Array): Promise<Buffer> =>
    chunks.chunk('tree', id);

/** The entry at a path that is not empty. @throws StorageError `path-unknown` */
export async function findPath(
  chunks: ChunkReader,
  root: IdList,
  path: readonly Uint8Array[],
): Promise<TreeEntry> {
  let folder: IdList | undefined = root;
  let found: TreeEntry | undefined;
  for (const name of path) {
    found = folder && (await findName(chunks, folder, name));
    if (found === undefined) break;
    folder = found.kind === 'directory' ? found.ids : undefined;
  }
  if (found === undefined) {
    throw new StorageError('path-unknown', `The snapshot holds nothing called ${pathText(path)}.`);
  }
  return found;
}

async function findName(
  chunks: ChunkReader,
  folder: IdList,
  name: Uint8Array,
): Promise<TreeEntry | undefined> {
  for await (const entry of eachEntry(folder, treeChunks(chunks))) {
    const order = Buffer.compare(entry.name, name);
    if (order === 0) return entry;
    if (order > 0) return undefined;
  }
  return undefined;
}
