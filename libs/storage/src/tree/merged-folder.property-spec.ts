import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { damaged } from '../format/damaged.js';
import { TreeChunks } from '../testing/written-folder.js';
import type { IdList } from './id-list.js';
import { MergedFolder } from './merged-folder.js';

const name = (number: number): string => `name ${String(number).padStart(4, '0')}`;

/** A folder of up to 300 names, and states of it with a few names gone, new or of another version. */
const states = fc
  .tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.array(fc.array(fc.tuple(fc.nat(350), fc.integer({ min: -1, max: 3 })), { maxLength: 8 }), {
      minLength: 1,
      maxLength: 5,
    }),
  )
  .map(([size, changes]) =>
    changes.map((changed) => {
      const folder = new Map(Array.from({ length: size }, (_, at) => [name(at), 0]));
      for (const [at, version] of changed)
        if (version < 0) folder.delete(name(at));
        else folder.set(name(at), version);
      return folder;
    }),
  );

async function merged(
  written: readonly IdList[],
  chunks: TreeChunks,
  options: Partial<ConstructorParameters<typeof MergedFolder>[2]> = {},
): Promise<string[]> {
  const folders = written.map((ids, tree) => ({ ids, trees: [tree] }));
  const fail = (_: unknown, error: unknown): void => {
    throw error;
  };
  const folder = new MergedFolder(folders, chunks.get, { damaged: fail, ...options });
  const lines: string[] = [];
  for (let held = await folder.next(); held; held = await folder.next())
    for (const { entry, trees } of held)
      for (const tree of trees) lines.push(`${entry.name} ${tree} ${entry.mtimeNs}`);
  return lines;
}

const plainly = (folders: readonly ReadonlyMap<string, number>[]): string[] =>
  folders.flatMap((folder, tree) => [...folder].map(([key, version]) => `${key} ${tree} ${version}`));

describe('several states of a folder, read as one', () => {
  it('give every name of each once, in order, and read no chunk twice', async () => {
    await fc.assert(
      fc.asyncProperty(states, async (folders) => {
        const chunks = new TreeChunks();
        const written = await Promise.all(folders.map((folder) => chunks.folder(folder)));
        const lines = await merged(written, chunks);
        expect(lines.toSorted()).toEqual(plainly(folders).toSorted());
        const names = lines.map((line) => line.slice(0, 9));
        expect(names).toEqual(names.toSorted());
        expect(new Set(chunks.reads).size).toBe(chunks.reads.length);
      }),
      { numRuns: 25 },
    );
  });

  it('tell of two all that differs when asked for differences only', async () => {
    await fc.assert(
      fc.asyncProperty(states, async (folders) => {
        const two = [folders[0]!, folders.at(-1)!];
        const chunks = new TreeChunks();
        const lines = await merged(await Promise.all(two.map((folder) => chunks.folder(folder))), chunks, {
          onlyDifferences: true,
        });
        const differing = plainly(two).filter((line) => {
          const key = line.slice(0, 9);
          return two[0]!.get(key) !== two[1]!.get(key);
        });
        expect(lines).toEqual(expect.arrayContaining(differing));
      }),
      { numRuns: 25 },
    );
  });

  it('cost what differs: one name among three thousand is a few chunks of many', async () => {
    const chunks = new TreeChunks();
    const before = new Map(Array.from({ length: 3000 }, (_, at) => [name(at), 0]));
    const after = new Map([...before, [name(1500), 1], ['name 0700 a', 0]]);
    const written = await Promise.all([before, after].map((folder) => chunks.folder(folder)));
    const all = chunks.chunks.size;
    await merged(written, chunks, { onlyDifferences: true });
    expect(all).toBeGreaterThan(40);
    expect(chunks.reads.length).toBeLessThan(10);
  });

  it('go on past a chunk that cannot be read, which is told with the trees that have it', async () => {
    const chunks = new TreeChunks();
    const before = new Map(Array.from({ length: 600 }, (_, at) => [name(at), 0]));
    const after = new Map([...before, [name(599), 1]]);
    const written = await Promise.all([before, after].map((folder) => chunks.folder(folder)));
    const lost = [...chunks.chunks.keys()].find((key) => written[0]!.ids.at(-1)!.toString('hex') === key)!;
    const hurt: number[][] = [];
    const get = async (id: Uint8Array): Promise<Buffer> => {
      if (Buffer.from(id).toString('hex') === lost) throw damaged('A tree pack');
      return chunks.get(id);
    };
    const folders = written.map((ids, tree) => ({ ids, trees: [tree] }));
    const folder = new MergedFolder(folders, get, { damaged: (trees) => hurt.push([...trees]) });
    const seen = [0, 0];
    for (let held = await folder.next(); held; held = await folder.next())
      for (const { trees } of held) for (const tree of trees) seen[tree]! += 1;
    expect(hurt).toEqual([[0]]);
    expect(seen[1]).toBe(600);
    expect(seen[0]).toBeGreaterThan(300);
    expect(seen[0]).toBeLessThan(600);
  });
});
