import { afterAll, describe, expect, it } from '@jest/globals';
import type { Entry } from '@holdfast/contracts';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { scratch } from '../testing/scratch.js';
import { encodeContent } from '../tree/file-content.js';
import type { IdList } from '../tree/id-list.js';
import { encodeIdList } from '../tree/id-list.js';
import { walkTree } from '../tree/walk-tree.js';
import { buildTree } from './build-tree.js';
import { Staging } from './staging.js';

const folder = scratch();
afterAll(() => folder.remove());

/** Names in [0, 4) three deep: enough for files to become folders and folders to go. */
const path = fc.array(fc.nat(3), { minLength: 1, maxLength: 3 });
const facts = fc.record({
  kind: fc.constantFrom('file', 'directory', 'symlink'),
  version: fc.nat(2),
  mode: fc.constantFrom(undefined, 0o600, 0o755),
  category: fc.constantFrom('photos', 'other'),
});
type Drawn = readonly (readonly [
  readonly number[],
  typeof facts extends fc.Arbitrary<infer T> ? T : never,
])[];
const tree: fc.Arbitrary<Drawn> = fc.uniqueArray(fc.tuple(path, facts), {
  selector: ([names]) => names.join('/'),
  maxLength: 14,
});

const PLAIN_FOLDER = { kind: 'directory', version: 0, mode: undefined, category: 'other' };

/** As a source may announce it: no name twice, folders before what is in them, nothing below a file. */
function entriesOf(drawn: Drawn): Entry[] {
  const others = new Set(
    drawn.filter(([, { kind }]) => kind !== 'directory').map(([names]) => names.join('/')),
  );
  const below = (names: readonly number[]): boolean =>
    names.some((_, i) => others.has(names.slice(0, i).join('/')));
  const drawnToo = new Set(drawn.map(([names]) => names.join('/')));
  const above = new Map(
    drawn
      .flatMap(([names]) => names.map((_, i) => names.slice(0, i)))
      .map((names) => [names.join('/'), names]),
  );
  const folders = [...above]
    .filter(([key]) => key !== '' && !drawnToo.has(key))
    .map(([, names]) => [names, PLAIN_FOLDER] as const);
  return [...drawn, ...folders]
    .filter(([names]) => !below(names))
    .toSorted(([a], [b]) => a.length - b.length)
    .map(([names, { kind, version, mode, category }]) => ({
      path: names.map((name) => Buffer.from(`n${name}`)),
      kind: kind as Entry['kind'],
      size: kind === 'file' ? BigInt(version) : 0n,
      mtimeNs: BigInt(version),
      ...(mode === undefined ? {} : { mode }),
      category: category as Entry['category'],
      ref: '',
      ...(kind === 'symlink' ? { linkTarget: Buffer.from(`to ${version}`) } : {}),
    }));
}

let made = 0;
const chunks = new Map<string, Buffer>();

/** Answers the root and how many tree chunks were written for it. */
async function build(entries: readonly Entry[], previous?: IdList): Promise<{ root: IdList; put: number }> {
  const staging = new Staging(folder.in(`staging-${(made += 1)}`));
  let put = 0;
  const putChunk = async (plain: Buffer): Promise<Buffer> => {
    put += 1;
    const id = createHash('sha256').update(plain).digest();
    chunks.set(id.toString('hex'), plain);
    return id;
  };
  if (previous) {
    staging.addPreviousRoot(previous, true);
    const get = async (id: Uint8Array): Promise<Buffer> => chunks.get(Buffer.from(id).toString('hex'))!;
    for await (const walked of walkTree(previous, get)) staging.addPrevious(walked);
  }
  for (const entry of entries) expect(staging.add(entry, true)).not.toBe(false);
  staging.keepSeen();
  for (const { id, entry } of staging.filesToRead()) {
    const text = `${entry.path.join('/')} ${entry.size}`;
    const ids = [createHash('sha256').update(text).digest()];
    staging.setContent(id, encodeContent({ ids: { depth: 0, ids } }), entry.size, entry.mtimeNs);
  }
  const root = await buildTree(staging, putChunk);
  staging.close();
  return { root, put };
}

describe('a tree that is built over the previous one', () => {
  it('is the tree that is built from nothing, and costs nothing where nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(tree, tree, async (before, after) => {
        const first = await build(entriesOf(before));
        const over = await build(entriesOf(after), first.root);
        const alone = await build(entriesOf(after));
        expect(encodeIdList(over.root)).toEqual(encodeIdList(alone.root));
        const again = await build(entriesOf(after), over.root);
        expect(encodeIdList(again.root)).toEqual(encodeIdList(over.root));
        expect(again.put).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('writes the folders again that lie above a change, and no others', async () => {
    const many: Drawn = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].map(
        (b) => [[a, b, 0], { kind: 'file', version: 0, mode: undefined, category: 'other' }] as const,
      ),
    );
    const first = await build(entriesOf(many));
    expect(first.put).toBe(21);
    const changed = many.map(([names, of], i) => [names, { ...of, version: i === 5 ? 1 : 0 }] as const);
    expect((await build(entriesOf(changed), first.root)).put).toBe(3);
  });
});
