import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collected, HOSTILE_NAMES, randomObject, sha256 } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import { servedStore } from './served-store.js';

const folder = scratch();
afterAll(folder.remove);
const fresh = (): string => mkdtempSync(join(folder.path, 'served-'));
const hash = fc.integer({ min: 0, max: 300 }).map((seed) => sha256(Buffer.from(String(seed))));
const name = fc.oneof(
  fc.constant('config'),
  fc
    .tuple(fc.constantFrom('data', 'tree', 'index', 'segment', 'snapshot'), hash)
    .map((parts) => parts.join('/')),
  fc
    .tuple(fc.constantFrom('keys/00000001/a', 'keys/00000001/a-b', 'keys/00000002/a'), hash)
    .map((p) => p.join('/')),
);

describe('a served folder', () => {
  it('lists by pages exactly what a plain filter and sort would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(name, { maxLength: 40 }),
        fc.constantFrom(
          '',
          'c',
          'config',
          'd',
          'data',
          'data/',
          'data/1',
          'keys/00000001/a',
          'keys/',
          's',
          'zzz',
        ),
        fc.integer({ min: 1, max: 12 }),
        async (names, prefix, limit) => {
          const root = fresh();
          for (const one of [...names, 'data/foreign', '.incoming/half', 'keys/readme.txt']) {
            mkdirSync(dirname(join(root, one)), { recursive: true });
            writeFileSync(join(root, one), one);
          }
          const seen: string[] = [];
          for (let cursor: string | null | undefined; cursor !== null;) {
            const page = await servedStore(root).list(prefix, cursor, limit);
            expect(page.objects.length).toBeLessThanOrEqual(limit);
            seen.push(...page.objects.map((one) => one.name));
            cursor = page.nextCursor;
          }
          expect(seen).toEqual(names.filter((one) => one.startsWith(prefix)).sort());
        },
      ),
      { numRuns: 40 },
    );
  });

  it('streams an object, or a part of it', async () => {
    const store = servedStore(fresh());
    const { name, bytes, object } = randomObject(100_000);
    await store.put(name, object);
    const read = async (range?: { start: number; end: number }): Promise<Buffer> =>
      Buffer.concat((await collected(await store.open(name, range))) as Buffer[]);
    expect((await read()).equals(bytes)).toBe(true);
    expect((await read({ start: 0, end: 1 })).equals(bytes.subarray(0, 1))).toBe(true);
    expect((await read({ start: 65_000, end: 66_000 })).equals(bytes.subarray(65_000, 66_000))).toBe(true);
    expect((await read({ start: 99_999, end: 200_000 })).equals(bytes.subarray(99_999))).toBe(true);
    for (const [start, end] of [
      [-1, 5],
      [5, 5],
      [6, 5],
      [NaN, 5],
      [0.5, 2],
    ] as const) {
      await expect(store.open(name, { start, end })).rejects.toThrow(RangeError);
    }
  });

  it.each(HOSTILE_NAMES)('neither opens, reads nor adds %j', async (hostile) => {
    const store = servedStore(fresh());
    const refused = { code: 'location-refused' };
    await expect(store.open(hostile)).rejects.toMatchObject(refused);
    await expect(store.get(hostile)).rejects.toMatchObject(refused);
    await expect(store.stat(hostile)).rejects.toMatchObject(refused);
    await expect(store.put(hostile, randomObject(1).object)).rejects.toMatchObject(refused);
  });

  it('serves no link, folder or pipe, and does not wait for one', async () => {
    const root = fresh();
    const secret = join(root, 'secret');
    writeFileSync(secret, 'secret');
    const [linked, directory, pipe] = ['1', '2', '3'].map((digit) => `data/${digit.repeat(64)}`) as [
      string,
      string,
      string,
    ];
    mkdirSync(join(root, directory), { recursive: true });
    symlinkSync(secret, join(root, linked));
    execFileSync('mkfifo', [join(root, pipe)]);
    const store = servedStore(root);
    for (const planted of [linked, directory, pipe]) {
      await expect(store.open(planted)).rejects.toMatchObject({ code: 'object-missing' });
      await expect(store.get(planted)).rejects.toMatchObject({ code: 'object-missing' });
    }
    expect((await store.list('', undefined, 10)).objects).toEqual([]);
  });

  it('serves nothing through a linked folder', async () => {
    const [root, outside] = [fresh(), fresh()];
    const { name, object } = randomObject(10);
    await servedStore(outside).put(name, object);
    symlinkSync(join(outside, 'data'), join(root, 'data'));
    const refused = { code: 'location-refused' };
    await expect(servedStore(root).open(name)).rejects.toMatchObject(refused);
    await expect(servedStore(root).list('', undefined, 10)).rejects.toMatchObject(refused);
  });
});
