import {
  mkdtempSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exactTimes } from './exact-times.js';

let here = '';
beforeEach(() => {
  here = mkdtempSync(join(tmpdir(), 'holdfast-times-'));
});
afterEach(() => rmSync(here, { recursive: true, force: true }));

const timeOf = (path: string): bigint => lstatSync(path, { bigint: true }).mtimeNs;

describe('exact times', () => {
  it.each([1_795_388_119_036_709_991n, 0n, 1n, -1n, -1_000_000_001n, 4_300_000_000_000_000_001n])(
    'sets %s ns of a folder and of a link itself',
    async (time) => {
      const times = await exactTimes();
      mkdirSync(join(here, 'folder'));
      utimesSync(join(here, 'folder'), 5, 5);
      symlinkSync('folder', join(here, 'link'));
      expect(times?.path(Buffer.from(join(here, 'link')), time)).toBe(true);
      expect(timeOf(join(here, 'link'))).toBe(time);
      expect(timeOf(join(here, 'folder'))).toBe(5_000_000_000n);
      expect(readlinkSync(join(here, 'link'))).toBe('folder');
    },
  );

  it('says when it could not, so that the caller can fall back', async () => {
    writeFileSync(join(here, 'file'), '');
    const times = await exactTimes();
    expect(times?.path(Buffer.from(join(here, 'gone')), 1n)).toBe(false);
    expect(times?.file(9999, 1n)).toBe(false);
  });
});
