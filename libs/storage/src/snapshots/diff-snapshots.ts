import type { ChunkReader } from '../repository/chunk-reader.js';
import type { DiffEntry } from '../repository/repository.js';
import { encodeIdList } from '../tree/id-list.js';
import type { IdList } from '../tree/id-list.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { eachEntry, walkTree } from '../tree/walk-tree.js';
import { treeChunks } from './find-path.js';
import { snapshotEntry } from './snapshot-entry.js';
import type { SnapshotRoot } from './snapshot-root.js';

type Pair = { readonly before?: TreeEntry | undefined; readonly after?: TreeEntry | undefined };

/** Differences by path, folders first; folders that are equal in both are not read at all (Merkle trees). */
export async function* diffSnapshots(
  chunks: ChunkReader,
  older: SnapshotRoot,
  newer: SnapshotRoot,
): AsyncGenerator<DiffEntry> {
  const get = treeChunks(chunks);
  const pairsOf = (before: IdList, after: IdList) =>
    mergeByName(eachEntry(before, get), eachEntry(after, get));
  if (sameIds(older.tree, newer.tree)) return;
  const stack = [{ pairs: pairsOf(older.tree, newer.tree), path: [] as Buffer[] }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = await top.pairs.next();
    if (next.done) {
      stack.pop();
      continue;
    }
    const { before, after } = next.value;
    const path = [...top.path, (before ?? after)!.name];
    if (before && after && before.kind === after.kind) {
      if (differs(before, after)) {
        const [was, is] = [snapshotEntry({ path, entry: before }), snapshotEntry({ path, entry: after })];
        yield { change: 'changed', path, before: was, after: is };
      }
      if (before.kind === 'directory' && !sameIds(before.ids, after.ids)) {
        stack.push({ pairs: pairsOf(before.ids, after.ids), path });
      }
      continue;
    }
    for (const [entry, change] of [[before, 'removed'] as const, [after, 'added'] as const]) {
      if (!entry) continue;
      const side = change === 'removed' ? 'before' : 'after';
      yield { change, path, [side]: snapshotEntry({ path, entry }) };
      if (entry.kind !== 'directory') continue;
      for await (const below of walkTree(entry.ids, get, path)) {
        yield { change, path: below.path, [side]: snapshotEntry(below) };
      }
    }
  }
}

/** A folder's own time changes with each name in it, which is told by those names. */
function differs(a: TreeEntry, b: TreeEntry): boolean {
  if (a.mode !== b.mode) return true;
  if (a.kind === 'directory') return false;
  if (a.kind === 'symlink') return !a.linkTarget!.equals(b.linkTarget!);
  return a.size !== b.size || a.mtimeNs !== b.mtimeNs || !a.sha256!.equals(b.sha256!);
}

function sameIds(a: IdList, b: IdList): boolean {
  return encodeIdList(a).equals(encodeIdList(b));
}

async function* mergeByName(
  befores: AsyncGenerator<TreeEntry>,
  afters: AsyncGenerator<TreeEntry>,
): AsyncGenerator<Pair> {
  let [before, after] = [await befores.next(), await afters.next()];
  while (!before.done || !after.done) {
    const order = before.done ? 1 : after.done ? -1 : Buffer.compare(before.value.name, after.value.name);
    const pair: Pair = {
      before: order <= 0 ? (before.value as TreeEntry) : undefined,
      after: order >= 0 ? (after.value as TreeEntry) : undefined,
    };
    if (order <= 0) before = await befores.next();
    if (order >= 0) after = await afters.next();
    yield pair;
  }
}
