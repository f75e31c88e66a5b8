import type { GetTreeChunk, IdList } from './id-list.js';
import { eachId } from './id-list.js';
import { MAX_NODES, TreeBudget } from './tree-budget.js';
import type { NameOrder, TreeEntry } from './tree-entry.js';
import { decodeNode } from './tree-entry.js';

export interface Walked {
  readonly path: readonly Buffer[];
  readonly entry: TreeEntry;
}

/** The node chunks of one folder in order, each to be read entry by entry. */
async function* eachNode(
  folder: IdList,
  get: GetTreeChunk,
): AsyncGenerator<Generator<TreeEntry, undefined>, undefined> {
  const order: NameOrder = {};
  for await (const id of eachId(folder, get, undefined, MAX_NODES)) yield decodeNode(await get(id), order);
  return undefined;
}

/** Entries of one folder in order of their name bytes, a node chunk at a time. */
export async function* eachEntry(folder: IdList, get: GetTreeChunk): AsyncGenerator<TreeEntry> {
  for await (const node of eachNode(folder, get)) for (const entry of node) yield entry;
}

const NOTHING: Iterator<TreeEntry, undefined> = { next: () => ({ done: true, value: undefined }) };

/**
 * Everything below a folder, parents before children, without recursion: a folder a thousand deep costs a thousand
 * open iterators, not a stack. `enter`: answers false for folders to leave out.
 */
export async function* walkTree(
  root: IdList,
  get: GetTreeChunk,
  base: readonly Buffer[] = [],
  enter: (walked: Walked) => boolean = () => true,
  budget = new TreeBudget(),
): AsyncGenerator<Walked> {
  // Only a new chunk is waited for: a million entries are as many turns of the event loop otherwise.
  const open = (folder: IdList, path: readonly Buffer[]) => ({
    nodes: eachNode(folder, get),
    entries: NOTHING,
    path,
  });
  const stack = [open(root, base)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.entries.next();
    if (next.done) {
      const node = await top.nodes.next();
      if (node.done) stack.pop();
      else top.entries = node.value;
      continue;
    }
    const walked = { path: [...top.path, next.value.name], entry: next.value };
    budget.count(next.value, walked.path.length);
    yield walked;
    if (next.value.kind === 'directory' && enter(walked)) {
      stack.push(open(next.value.ids, walked.path));
    }
  }
}
