import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hashesBelow } from '../testing/phone-folder.js';
import { demoFiles } from './demo-files.js';
import { letter } from './documents.js';
import { fillDemoPhone } from './fill-demo-phone.js';
import { mutateDemoPhone } from './mutate-demo-phone.js';

jest.setTimeout(60_000);
let base = '';
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-demo-spec-')));
});
afterAll(() => rm(base, { recursive: true, force: true }));

describe('the demo phone', () => {
  it('is the same for the same seed, then changes the same way', async () => {
    const [a, b] = [join(base, 'a'), join(base, 'b')];
    const { files, bytes } = await fillDemoPhone(a, 7);
    await fillDemoPhone(b, 7);
    const before = await hashesBelow(a);
    expect(files).toBeGreaterThan(35);
    expect(bytes).toBeGreaterThan(20e6);
    expect(bytes).toBeLessThan(32e6);
    expect(await hashesBelow(b)).toEqual(before);
    expect(letter(7, 'meeting', 3)).not.toEqual(letter(8, 'meeting', 3));
    const [path = ''] = Object.keys(before);
    expect((await stat(join(a, path))).mtimeMs).toBe((await stat(join(b, path))).mtimeMs);

    const changes = await mutateDemoPhone(a, 1);
    expect(await mutateDemoPhone(b, 1)).toEqual(changes);
    const after = await hashesBelow(a);
    expect(await hashesBelow(b)).toEqual(after);
    expect(changes).toMatchObject({
      edited: { length: 2 },
      added: { length: 2 },
      deleted: { length: 1 },
      renamed: { length: 1 },
    });
    for (const edited of changes.edited) expect(after[edited]).not.toBe(before[edited]);
    for (const added of changes.added) expect(after[added]).toBeDefined();
    for (const deleted of changes.deleted) expect(after[deleted]).toBeUndefined();
    for (const { from, to } of changes.renamed)
      expect([after[from], after[to]]).toEqual([undefined, before[from]]);
  });

  it('holds a picture and a database that open', async () => {
    const root = join(base, 'd');
    await mkdir(root);
    const wanted = demoFiles(3).filter(({ path }) => /Screenshot|measurements/.test(path));
    for (const { path, make } of wanted) await writeFile(join(root, basename(path)), await make());
    const jpeg = await readFile(join(root, 'Screenshot_20260611-081530.jpg'));
    expect(jpeg.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(jpeg.includes(Buffer.from([0xff, 0xd9]))).toBe(true);
    const database = new DatabaseSync(join(root, 'measurements.db'), { readOnly: true });
    expect(database.prepare('SELECT count(*) AS rows FROM measurement').get()).toMatchObject({ rows: 2000 });
    database.close();
  });
});
