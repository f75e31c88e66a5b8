import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { IdList } from './id-list.js';
import { NO_IDS, NODE_CHUNK } from './id-list.js';
import { TreeBudget } from './tree-budget.js';
import { encodeEntry, type TreeEntry } from './tree-entry.js';
import { walkTreePastDamage } from './walk-past-damage.js';
import { walkTree } from './walk-tree.js';

const chunks = new Map<string, Buffer>();
const get = async (id: Uint8Array): Promise<Buffer> => chunks.get(Buffer.from(id).toString('hex'))!;

function folder(...entries: readonly Partial<TreeEntry>[]): IdList {
  const facts = {
    kind: 'directory',
    size: 0n,
    mtimeNs: 0n,
    mode: undefined,
    category: 'other',
    ids: NO_IDS,
  } as const;
  const whole = entries.map((entry) => encodeEntry({ name: Buffer.from('x'), ...facts, ...entry }));
  const plain = Buffer.concat([Buffer.of(NODE_CHUNK), ...whole]);
  const id = createHash('sha256').update(plain).digest();
  chunks.set(id.toString('hex'), plain);
  return { depth: 0, ids: [id] };
}

/** Each folder holds the next one twice. */
function unfolding(levels: number): IdList {
  let below = folder({ name: Buffer.from('empty') });
  for (let level = 0; level < levels; level++)
    below = folder({ name: Buffer.from('a'), ids: below }, { name: Buffer.from('b'), ids: below });
  return below;
}

async function count(walk: AsyncIterable<unknown>): Promise<number> {
  let all = 0;
  for await (const _ of walk) all += 1;
  return all;
}

describe('a walk', () => {
  it.each([
    ['as it stands', (root: IdList, budget: TreeBudget) => walkTree(root, get, [], () => true, budget)],
    [
      'past damage',
      (root: IdList, budget: TreeBudget) =>
        walkTreePastDamage(
          root,
          get,
          [],
          () => {},
          () => true,
          budget,
        ),
    ],
  ])('%s ends where folders without a file unfold to more than any phone has', async (_how, walk) => {
    expect(await count(walk(unfolding(6), new TreeBudget(0, 1000)))).toBe(2 ** 6 + 2 ** 7 - 2);
    await expect(count(walk(unfolding(60), new TreeBudget(0, 1000)))).rejects.toMatchObject({
      code: 'object-altered',
    });
    const one = folder({ kind: 'file' });
    await expect(count(walk(one, new TreeBudget(0)))).rejects.toMatchObject({ code: 'object-altered' });
    expect(await count(walk(one, new TreeBudget(1)))).toBe(1);
  });
});
