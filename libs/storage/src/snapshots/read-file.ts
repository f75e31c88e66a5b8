import { damaged } from '../format/damaged.js';
import { pathText } from '../path-text.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
import type { SealedContents } from '../restore/sealed-contents.js';
import { StorageError } from '../storage-error.js';
import { contentChunks } from '../tree/file-content.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { findPath, treeChunks } from './find-path.js';
import type { SnapshotRoot } from './snapshot-root.js';

/** One file's bytes, chunk by chunk, each checked against its id; the tree that names them is checked the same way. */
export async function* readContent(
  chunks: ChunkReader,
  entry: TreeEntry,
  openBundle = (id: Uint8Array): Promise<Buffer> => chunks.chunk('data', id),
): AsyncGenerator<Buffer> {
  if (entry.bundle) {
    const { id, offset } = entry.bundle;
    const bundle = await openBundle(id);
    if (entry.size > BigInt(bundle.length - offset)) throw misfit();
    yield bundle.subarray(offset, offset + Number(entry.size));
    return;
  }
  let left = entry.size;
  for await (const id of contentChunks(entry, treeChunks(chunks))) {
    const plain = await chunks.chunk('data', id);
    left -= BigInt(plain.length);
    if (left < 0n) throw misfit();
    yield plain;
  }
  if (left !== 0n) throw misfit();
}

const misfit = (): StorageError => damaged('A file (its parts are whole, but not of its length)');

/** A file's bytes as its person knows them. @throws StorageError `phone-sealed` where nothing is given that opens them */
export function openedContent(
  entry: TreeEntry,
  bytes: AsyncIterable<Uint8Array>,
  sealed: SealedContents | undefined,
): AsyncIterable<Uint8Array> {
  const opening = entry.pushed?.seal?.opening;
  if (!opening) return bytes;
  if (!sealed) throw phoneSealed();
  return sealed.open(opening, bytes);
}

export const phoneSealed = (): StorageError =>
  new StorageError(
    'phone-sealed',
    'The phone sealed this file with a password of its own, which is not known here. It is kept whole: give the password of ' +
      "the iPhone's backups to open it.",
  );

/** @throws StorageError `path-unknown`, also for what is no file, `phone-sealed` */
export async function* readFileOf(
  chunks: ChunkReader,
  root: SnapshotRoot,
  path: readonly Uint8Array[],
  sealed?: SealedContents,
): AsyncGenerator<Uint8Array> {
  const entry = path.length > 0 ? await findPath(chunks, root.tree, path) : undefined;
  if (entry?.kind !== 'file')
    throw new StorageError('path-unknown', `${pathText(path)} is not a file of this snapshot.`);
  yield* openedContent(entry, readContent(chunks, entry), sealed);
}
