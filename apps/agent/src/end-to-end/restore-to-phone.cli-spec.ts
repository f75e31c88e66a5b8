import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { seededDatabases, startAndroidPhone } from '@holdfast/phone-simulator';
import type { PhoneFaults } from '@holdfast/phone-simulator';
import { losePhone, phoneTree } from '../testing/lost-phone.js';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(120_000);

const place = temporary();
const run = (...words: string[]): Promise<Finished> => holdfast(words, place.at('home'));
const { repository } = place;

/** A new phone with an empty folder, or the one that is there. */
async function withPhone<T>(
  name: string,
  faults: PhoneFaults,
  work: (address: string, root: string, phone: Awaited<ReturnType<typeof startAndroidPhone>>) => Promise<T>,
): Promise<T> {
  const root = place.at(name);
  mkdirSync(root, { recursive: true });
  const phone = await startAndroidPhone({ root, serial: `HF${name.toUpperCase()}`, auth: 'none', faults });
  try {
    return await work(`127.0.0.1:${phone.port}`, root, phone);
  } finally {
    await phone.close();
  }
}

const restore = (address: string, ...more: string[]): Promise<Finished> =>
  run('restore', 'latest', ...repository, '--to-phone', address, '--json', ...more);

let lost: Record<string, string>;
beforeAll(async () => void (lost = await losePhone(place)));
afterAll(() => place.remove());

describe('holdfast restore --to-phone', () => {
  it('puts everything back where it was, with its times, and records beside a text that says what to do', async () => {
    await withPhone('new', {}, async (address, root, phone) => {
      const done = await restore(address);
      expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
      const tree = phoneTree(root);
      const records = Object.keys(tree).filter((path) => path.startsWith('Download/Holdfast/'));
      expect(Object.fromEntries(Object.entries(tree).filter(([path]) => !records.includes(path)))).toEqual(
        lost,
      );
      expect(done.json()).toMatchObject({ skipped: 0, shown: true, failed: [], placed: records.length - 1 });
      expect(phone.scans).toEqual(['external_primary']);
      const readMe = records.find((path) => path.endsWith('/READ ME.txt'));
      expect(readFileSync(join(root, readMe ?? ''), 'utf8')).toContain('messages.xml');
      expect(records.some((path) => path.endsWith('/Contacts/contacts.vcf'))).toBe(true);
      const again = await restore(address);
      expect(again.json()).toMatchObject({ files: 0, failed: [] });
      expect(Object.keys(phoneTree(root)).filter((path) => path.includes('.part'))).toEqual([]);
    });
  });

  it('goes on after a pulled cable, and leaves nothing half', async () => {
    await withPhone('cable', {}, async (address, root, phone) => {
      const pulled = new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (phone.faultStats.bytesPushed < 4_000_000) return;
          clearInterval(timer);
          void phone.unplug().then(resolve);
        }, 5);
      });
      const broken = await restore(address, 'DCIM', 'Movies');
      await pulled;
      expect(broken.code).toBe(7);
      const names = Object.keys(phoneTree(root));
      for (const name of names.filter((path) => !path.includes('.holdfast-')))
        expect(phoneTree(root)[name]).toBe(lost[name]);
      await phone.plug();
      const done = await restore(address, 'DCIM', 'Movies');
      expect(done.code).toBe(0);
      const wanted = Object.entries(lost).filter(([path]) => /^(DCIM|Movies)\//.test(path));
      expect(phoneTree(root)).toEqual(Object.fromEntries(wanted));
    });
  });

  it('replaces nothing that differs unless told to, and says what the phone keeps closed', async () => {
    await withPhone('other', { deniedPush: ['Android'] }, async (address, root) => {
      const [first] = Object.keys(lost).filter((path) => path.startsWith('Documents/'));
      mkdirSync(join(root, 'Documents'), { recursive: true });
      writeFileSync(join(root, first ?? ''), 'mine');
      utimesSync(join(root, first ?? ''), 5, 5);
      const kept = await restore(address, 'Documents', 'Android');
      expect(kept.code).toBe(11);
      const failed = (kept.json() as { failed: { path: string; reason: string }[] }).failed;
      expect(failed.filter(({ path }) => path === first)).toEqual([
        expect.objectContaining({ reason: expect.stringContaining('another file stands in its place') }),
      ]);
      const closed = failed.filter(({ path }) => path.startsWith('Android/'));
      expect(closed.length).toBeGreaterThan(1);
      expect(new Set(closed.map(({ reason }) => reason))).toEqual(
        new Set(['The phone lets nobody write there.']),
      );
      expect(readFileSync(join(root, first ?? ''), 'utf8')).toBe('mine');
      expect(existsSync(join(root, 'Android'))).toBe(false);
      expect((await restore(address, 'Documents', '--overwrite')).code).toBe(0);
      expect(phoneTree(root)[first ?? '']).toBe(lost[first ?? '']);
    });
  });

  it('says before the first byte when it does not fit, and asks for one target', async () => {
    await withPhone('full', {}, async (address) => {
      expect((await run('restore', 'latest', ...repository)).code).toBe(2);
      const both = await restore(address, '--target', place.at('folder'));
      expect(both.code).toBe(2);
    });
    const root = place.at('tiny');
    mkdirSync(root);
    const databases = { ...seededDatabases(1), storage: { totalKiB: 1000, usedKiB: 990 } };
    const phone = await startAndroidPhone({ root, auth: 'none', databases });
    const full = await restore(`127.0.0.1:${phone.port}`);
    expect(full.code).toBe(6);
    expect(full.json()).toMatchObject({
      error: { what: expect.stringContaining('do not fit on the phone') },
    });
    expect(readdirSync(root)).toEqual([]);
    await phone.close();
  });
});
