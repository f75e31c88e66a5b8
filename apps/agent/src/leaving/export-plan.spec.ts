import { describe, expect, it } from '@jest/globals';
import type { SnapshotSummary } from '@holdfast/storage';
import fc from 'fast-check';
import { planExport } from './export-plan.js';
import { folderName } from './folder-name.js';
import { parseLeaverLink } from './leaver-link.js';

const at = (phone: string, moment: string, more: Partial<SnapshotSummary> = {}): SnapshotSummary => ({
  id: `${phone}-${moment}`.padEnd(20, '0'),
  objectName: '',
  phone,
  sourceName: `android:${phone}`,
  driven: false,
  takenAt: new Date(`2026-11-${moment}Z`),
  files: 1,
  bytes: 1n,
  leftOut: 0,
  ...more,
});
const iphone = { driven: true, sourceName: 'ios:x' };
const plan = (snapshots: SnapshotSummary[], names: Record<string, string>, allVersions = false) =>
  planExport(snapshots, ({ phone }) => names[phone] ?? phone, {
    allVersions,
    layouts: ['files', 'finder'],
  }).map(({ folder }) => folder.join('/'));

describe('what an export brings back', () => {
  const both = [at('b', '22T21:58:03'), at('a', '20T07:00:00'), at('b', '01T06:00:00')];

  it('is the newest snapshot of each phone, or every one', () => {
    const names = { a: 'Old phone', b: 'My Pixel' };
    expect(plan(both, names)).toEqual(['My Pixel/2026-11-22 21-58', 'Old phone/2026-11-20 07-00']);
    expect(plan(both, names, true)).toEqual([
      'My Pixel/2026-11-22 21-58',
      'Old phone/2026-11-20 07-00',
      'My Pixel/2026-11-01 06-00',
    ]);
  });

  it('is of an iPhone both what people know and what other programs read', () => {
    const snapshots = [
      at('i', '22T10:00:00'),
      at('i', '21T10:00:00', iphone),
      at('i', '20T10:00:00', iphone),
    ];
    expect(plan(snapshots, { i: 'iPhone' })).toEqual([
      'iPhone/2026-11-22 10-00',
      'iPhone/2026-11-21 10-00 whole/files',
      'iPhone/2026-11-21 10-00 whole/for Finder',
    ]);
  });

  it('has a folder of its own for each phone and moment, whatever they are called, and each time the same', () => {
    const same = { a: 'Phone', b: 'phone' };
    expect(plan(both, same)).toEqual(['phone (2)/2026-11-22 21-58', 'Phone/2026-11-20 07-00']);
    expect(
      plan([at('a', '20T07:00:30', { id: 'second000000' }), at('a', '20T07:00:00')], same, true),
    ).toEqual(['Phone/2026-11-20 07-00', `Phone/2026-11-20 07-00 ${'a-20T07:'}`]);
  });
});

describe('folderName', () => {
  it.each([
    ['My Pixel', 'My Pixel'],
    ['../../etc', '_.._etc'],
    ['C:\\Windows', 'C__Windows'],
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['a\u202etxt.exe', 'a_txt.exe'],
    [' .. ', 'phone'],
    ['Ümläut 📱', 'Ümläut 📱'],
  ])('makes of %j a folder that every computer can hold', (label, name) => {
    expect(folderName(label)).toBe(name);
  });

  it('never leads anywhere else, whatever a label says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (label) => {
        const name = folderName(label);
        expect(name).not.toMatch(/[\\/\p{Cc}:]|^\.{1,2}$|[. ]$/u);
        expect(name.length).toBeGreaterThan(0);
        expect(folderName(name)).toBe(name);
      }),
    );
  });
});

describe('parseLeaverLink', () => {
  const token = `hfl_${'a'.repeat(43)}`;

  it('takes a link as it was sent or printed', () => {
    expect(parseLeaverLink(` https://holdfast.example.org/leaver#${token}\n`)).toEqual({
      origin: 'https://holdfast.example.org',
      token,
    });
  });

  it.each([
    '',
    token,
    `https://holdfast.example.org/leaver`,
    `https://holdfast.example.org/leaver#${token}x`,
    `https://holdfast.example.org/leaver?x=1#${token}`,
    `http://holdfast.example.org/leaver#${token}`,
    `https://holdfast.example.org/#${token}`,
    `https://user@holdfast.example.org/leaver#${token}`,
  ])('refuses %j', (text) => {
    expect(() => parseLeaverLink(text)).toThrow();
  });
});
