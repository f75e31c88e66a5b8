import { ByteReader } from '../format/byte-reader.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { treeChunks } from '../snapshots/find-path.js';
import { StorageError } from '../storage-error.js';
import { contentChunks, readContent } from '../tree/file-content.js';
import type { TreeStore } from './tree-store.js';

/** True when every chunk of a file is in a healthy pack; then this snapshot names those packs. */
export async function contentKnown(
  state: OpenState,
  trees: TreeStore,
  row: Uint8Array,
  size: bigint,
): Promise<boolean> {
  const listIds: Buffer[] = [];
  try {
    const content = readContent(new ByteReader(row, 'A row of the work folder'), 'A row of the work folder');
    const seen = (list: Buffer): void => void listIds.push(list);
    for await (const id of contentChunks({ ...content, size }, treeChunks(state.chunks), seen)) {
      if (!trees.needKnown(id)) return false;
    }
  } catch (error) {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
    return false;
  }
  return listIds.every((id) => trees.needKnown(id));
}
