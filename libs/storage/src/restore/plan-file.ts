import { damaged } from '../format/damaged.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { missingChunk } from '../repository/chunk-reader.js';
import { treeChunks } from '../snapshots/find-path.js';
import { contentChunks } from '../tree/file-content.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import type { HeldPath, RestorePlan } from './restore-plan.js';

/**
 * Says which pack delivers which part of a file, and answers with its number in the plan. Lengths of chunks are in the index, so nothing is fetched for it.
 * @throws StorageError `object-missing` where no pack holds a part, `object-altered` where parts do not make the whole
 */
export async function planFile(
  state: OpenState,
  plan: RestorePlan,
  path: HeldPath,
  entry: TreeEntry,
  replace: boolean,
  opening?: Uint8Array,
): Promise<number> {
  // A file of no bytes has no pieces: whoever planned it makes it.
  const file = plan.addFile(path, entry, replace, opening);
  try {
    plan.setPieces(file, await planPieces(state, plan, file, entry));
  } catch (error) {
    // Pieces of files that are not wanted are passed over.
    plan.forget(file);
    throw error;
  }
  return file;
}

/** Piece by piece into the plan: a terabyte has a million of them. Answers how many. */
async function planPieces(
  state: OpenState,
  plan: RestorePlan,
  file: number,
  entry: TreeEntry,
): Promise<number> {
  const size = Number(entry.size);
  let [pieces, at] = [0, 0];
  for await (const chunk of contentChunks(entry, treeChunks(state.chunks))) {
    const { row: pack, plainLength } = await packOf(state, chunk);
    const from = entry.bundle?.offset ?? 0;
    const length = entry.bundle ? size : plainLength;
    if (from + length > plainLength || at + length > size) throw misfit();
    plan.addPiece({ pack, chunk, file, at, from, length });
    at += length;
    pieces += 1;
  }
  if (at !== size) throw misfit();
  return pieces;
}

async function packOf(state: OpenState, id: Uint8Array): Promise<{ row: number; plainLength: number }> {
  let [pack] = state.index.packsOf(id);
  if (!pack && (await state.chunks.readUncoveredPacks())) [pack] = state.index.packsOf(id);
  if (!pack) throw missingChunk();
  return { row: pack.id, plainLength: pack.plainLength };
}

const misfit = () => damaged('A file (its parts are whole, but not of its length)');
