import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { PAGE_BYTES } from './database.mjs';
import { dayOne } from './day-one.mjs';
import { dayTwo } from './day-two.mjs';
import { treeDigest } from './tree-digest.mjs';
import { ForeignFile, writeTree } from './write-tree.mjs';

const root = mkdtempSync(join(tmpdir(), 'holdfast-corpus-'));
const at = (name) => join(root, name);
const SMALL = { size: 8 * 1024 ** 2, seed: 1 };
const DAY_ONE = 'a336e1bf0baf12c6ee1ee90ec4002f2fc0d5ae584b081152148897dfb06d22e5';
const DAY_TWO = '51a4b8518262fd85709863622e7ba53bc06a825a5c1d2eff158a998b4652dd26';
const bytesOf = (entries) => entries.reduce((sum, entry) => sum + entry.size, 0);

after(() => rmSync(root, { recursive: true }));

describe('the corpus on disk', () => {
  it('has the same names, dates and bytes on every machine', async () => {
    const told = await writeTree(at('a'), { ...SMALL, day: 1 });
    assert.equal(treeDigest(at('a')), DAY_ONE);
    assert.deepEqual([told.files, told.bytes], [dayOne(SMALL).length, bytesOf(dayOne(SMALL))]);
    for (const { path, size } of dayOne(SMALL)) assert.equal(statSync(join(at('a'), path)).size, size, path);
  });

  it('is another one with another seed', async () => {
    await writeTree(at('b'), { ...SMALL, seed: 2, day: 1 });
    assert.notEqual(treeDigest(at('b')), DAY_ONE);
  });

  it('becomes the second day in place, and the first again, and writes only what differs', async () => {
    const { written } = await writeTree(at('a'), { ...SMALL, day: 2 });
    assert.equal(treeDigest(at('a')), DAY_TWO);
    assert.ok(written < 0.5 * SMALL.size, `${written} bytes written`);
    await writeTree(at('a'), { ...SMALL, day: 1 });
    assert.equal(treeDigest(at('a')), DAY_ONE);
    await writeTree(at('c'), { ...SMALL, day: 2 });
    assert.equal(treeDigest(at('c')), DAY_TWO);
  });

  it('leaves a folder alone that holds anything else', async () => {
    writeFileSync(at('a/mine.txt'), 'mine');
    await assert.rejects(writeTree(at('a'), { ...SMALL, day: 2 }), ForeignFile);
    rmSync(at('a/mine.txt'));
    assert.equal(treeDigest(at('a')), DAY_ONE);
  });

  it('holds what looks like a phone’s: photos as JPEG, databases of which one page of a hundred changes', async () => {
    const path = dayOne(SMALL).find(({ kind }) => kind === 'database').path;
    const changed = dayTwo(SMALL).find((entry) => entry.path === path).changed;
    const [before, now] = [readFileSync(join(at('a'), path)), readFileSync(join(at('c'), path))];
    assert.equal(before.toString('latin1', 0, 16), 'SQLite format 3\0');
    const different = [];
    for (let page = 0; page < before.length; page += PAGE_BYTES)
      if (!before.subarray(page, page + PAGE_BYTES).equals(now.subarray(page, page + PAGE_BYTES)))
        different.push(page / PAGE_BYTES);
    assert.deepEqual(different, changed);
    const smaller = before.length / gzipSync(before).length;
    assert.ok(smaller > 1.5 && smaller < 4, `compresses ${smaller}-fold`);
    const photo = readFileSync(join(at('a'), dayOne(SMALL).find(({ kind }) => kind === 'photo').path));
    assert.deepEqual([...photo.subarray(0, 4), ...photo.subarray(-2)], [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xd9]);
    assert.ok(gzipSync(photo).length > 0.999 * photo.length);
  });

  it('stops between two files', async () => {
    await assert.rejects(
      writeTree(at('d'), { ...SMALL, day: 1 }, AbortSignal.abort(new Error('enough'))),
      /enough/,
    );
    assert.ok(!existsSync(at('d/DCIM')));
  });
});

describe('the plan of 2.44 GB', () => {
  const plan = { size: 2_440_000_000, seed: 1 };
  const first = dayOne(plan);
  const of = (kind) => first.filter((entry) => entry.kind === kind);

  it('is 600 photos, 10 videos, 3,000 notes, three databases and 8 % duplicates', () => {
    const between = (value, least, most) => assert.ok(value >= least && value <= most, `${value}`);
    const copies = first.filter(({ path }) => path.includes('/Sent/'));
    between(bytesOf(first) / plan.size, 0.99, 1.001);
    between(of('photo').length, 550, 680);
    between(of('video').length, 8, 14);
    assert.equal(of('note').length, 3000);
    between(bytesOf(copies) / plan.size, 0.07, 0.08);
    for (const { size } of of('database')) between(size, 20 * 2 ** 20, 80 * 2 ** 20);
    assert.equal(of('database').length, 3);
    // The last of its kind is cut to fit.
    for (const { size } of of('photo').slice(1)) between(size, 0, 6_000_000);
  });

  it('has each path once and each content under one key, on both days', () => {
    for (const entries of [first, dayTwo(plan)])
      assert.equal(new Set(entries.map(({ path }) => path)).size, entries.length);
    const known = new Map(first.map((entry) => [entry.key, entry.size]));
    for (const { key, size } of first) assert.equal(known.get(key), size);
  });

  it('changes about one of a hundred on the second day, of each kind', () => {
    const before = new Map(first.map((entry) => [entry.path, entry]));
    const second = dayTwo(plan);
    const after = new Set(second.map(({ path }) => path));
    const added = second.filter(({ path }) => !before.has(path));
    const removed = first.filter(({ path }) => !after.has(path));
    const keys = new Set(first.map(({ key }) => key));
    const fresh = added.filter(({ key }) => !keys.has(key));
    // Added: new, moved and renamed ones. Removed: moved, renamed and deleted ones.
    assert.deepEqual([added.length, removed.length], [3 * fresh.length, 3 * fresh.length]);
    assert.ok(fresh.length >= 5 && fresh.length <= 7, `${fresh.length} new photos`);
    assert.equal(
      second.filter(({ edited }) => edited).length,
      Math.round(of('note').filter(({ size }) => size > 1000).length / 100),
    );
  });
});
