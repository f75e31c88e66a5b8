import { damaged } from '../format/damaged.js';
import type { GetTreeChunk, IdList } from './id-list.js';
import { eachId } from './id-list.js';
import type { TreeEntry } from './tree-entry.js';
import { decodeNode, MAX_DEPTH } from './tree-entry.js';

export interface Walked {
  readonly path: readonly Buffer[];
  readonly entry: TreeEntry;
}

/** Entries of one folder in order of their name bytes, a node chunk at a time. */
export async function* eachEntry(folder: IdList, get: GetTreeChunk): AsyncGenerator<TreeEntry> {
  for await (const id of eachId(folder, get)) yield* decodeNode(await get(id));
}

/**
 * Everything below a folder, parents before children, without recursion: a folder a thousand deep costs a thousand
 * open iterators, not a stack. `enter`: answers false for folders to leave out.
 */
export async function* walkTree(
  root: IdList,
  get: GetTreeChunk,
  base: readonly Buffer[] = [],
  enter: (walked: Walked) => boolean = () => true,
): AsyncGenerator<Walked> {
  const stack = [{ entries: eachEntry(root, get), path: base }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = await top.entries.next();
    if (next.done) {
      stack.pop();
      continue;
    }
    const walked = { path: [...top.path, next.value.name], entry: next.value };
    yield walked;
    if (next.value.kind === 'directory' && enter(walked)) {
      if (stack.length >= MAX_DEPTH) throw damaged('A snapshot (its folders never end)');
      stack.push({ entries: eachEntry(next.value.ids, get), path: walked.path });
    }
  }
}
