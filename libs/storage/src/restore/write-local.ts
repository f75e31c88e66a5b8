import { closeSync, writeSync } from 'node:fs';
import type { ChunkReader } from '../repository/chunk-reader.js';
import { readContent } from '../snapshots/read-file.js';
import { treeChunks } from '../snapshots/find-path.js';
import { exactTimes } from '../target/exact-times.js';
import type { FileOrder } from '../target/file-order.js';
import { finishPart, openPart, removePart } from '../target/file-parts.js';
import type { TargetFolder } from '../target/target-folder.js';
import { contentChunks } from '../tree/file-content.js';
import type { TreeEntry } from '../tree/tree-entry.js';

/** Whether a file was made on this computer, so that no pack delivers it. */
export async function isLocal(chunks: ChunkReader, entry: TreeEntry): Promise<boolean> {
  const { value } = await contentChunks(entry, treeChunks(chunks)).next();
  return value !== undefined && chunks.local.has(value);
}

/** Writes such a file. @throws of the disk, StorageError */
export async function writeLocal(
  chunks: ChunkReader,
  entry: TreeEntry,
  order: FileOrder,
  target: TargetFolder,
): Promise<void> {
  const descriptor = openPart(order, target);
  try {
    for await (const piece of readContent(chunks, entry))
      for (let done = 0; done < piece.length;) done += writeSync(descriptor, piece, done);
  } catch (error) {
    closeSync(descriptor);
    removePart(order, target);
    throw error;
  }
  finishPart(descriptor, order, target, await exactTimes());
}
