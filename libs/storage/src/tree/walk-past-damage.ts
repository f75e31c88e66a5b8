import { StorageError } from '../storage-error.js';
import type { GetTreeChunk, IdList } from './id-list.js';
import { TreeBudget } from './tree-budget.js';
import { NO_IDS } from './tree-entry.js';
import type { Walked } from './walk-tree.js';
import { eachEntry } from './walk-tree.js';

/**
 * As `walkTree`, but a folder that cannot be read is reported and left, and the rest of the tree still comes. The
 * walked folder of a report has the path that is hurt; the empty path is the whole snapshot.
 * @param enter answers false for folders to leave out
 * @throws StorageError `object-altered` beyond the budget
 */
export async function* walkTreePastDamage(
  root: IdList,
  get: GetTreeChunk,
  base: readonly Buffer[],
  report: (walked: Walked, error: unknown) => void,
  enter: (walked: Walked) => boolean = () => true,
  budget = new TreeBudget(),
): AsyncGenerator<Walked> {
  const top: Walked = { path: base, entry: rootEntry(root) };
  const stack = [{ entries: eachEntry(root, get), folder: top }];
  for (let here = stack.at(-1); here !== undefined; here = stack.at(-1)) {
    let next;
    try {
      next = await here.entries.next();
    } catch (error) {
      if (!(error instanceof StorageError) || error.code === 'location-unreachable') throw error;
      report(here.folder, error);
      stack.pop();
      continue;
    }
    if (next.done) {
      stack.pop();
      continue;
    }
    const walked = { path: [...here.folder.path, next.value.name], entry: next.value };
    budget.count(next.value, walked.path.length);
    yield walked;
    if (next.value.kind === 'directory' && enter(walked)) {
      stack.push({ entries: eachEntry(next.value.ids, get), folder: walked });
    }
  }
}

function rootEntry(ids: IdList): Walked['entry'] {
  return {
    name: Buffer.alloc(0),
    kind: 'directory',
    size: 0n,
    mtimeNs: 0n,
    mode: undefined,
    category: 'other',
    ids: ids ?? NO_IDS,
  };
}
