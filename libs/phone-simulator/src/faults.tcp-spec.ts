import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Entry } from '@holdfast/contracts';
import { openPhone, type PhoneSession } from '@holdfast/phones';
import type { PhoneFaults } from './faults.js';
import { startAndroidPhone, type AndroidPhone } from './start-android-phone.js';
import { hashOf, pathText, scanAll } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { makePhoneFolder } from './testing/phone-folder.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  folder = await makePhoneFolder();
});
afterAll(() => folder.remove());

async function withPhone(
  faults: PhoneFaults,
  work: (
    session: PhoneSession,
    entry: (path: string) => Promise<Entry>,
    phone: AndroidPhone,
  ) => Promise<void>,
): Promise<void> {
  const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults });
  const session = await openPhone(
    { platform: 'android', address: `127.0.0.1:${phone.port}` },
    clientOptions(folder.base),
  );
  const entry = async (path: string): Promise<Entry> => {
    for await (const one of session.source.scan({}, () => undefined))
      if (pathText(one.path) === path) return one;
    throw new Error(`no ${path}`);
  };
  await work(session, entry, phone);
  await session.close();
  await phone.close();
}

const LARGE = 'DCIM/Camera/large.jpg';

describe('when things go wrong on the phone', () => {
  it('a cable pulled at byte N ends the run quickly, as unplugged', async () => {
    await withPhone({ unplugAfterBytes: 1_000_000 }, async ({ source }, entry) => {
      const large = await entry(LARGE);
      const started = Date.now();
      await expect(hashOf(source, large)).rejects.toMatchObject({ causeClass: 'unplugged' });
      expect(Date.now() - started).toBeLessThan(2_000);
      await expect(scanAll(source)).rejects.toMatchObject({ causeClass: 'unplugged' });
    });
  });

  it('a file that vanished or is closed concerns that file only', async () => {
    const faults = { vanish: ['Documents/one.txt'], denied: ['Documents/empty.txt', 'Android'] };
    await withPhone(faults, async ({ source }, entry, phone) => {
      await expect(hashOf(source, await entry('Documents/one.txt'))).rejects.toMatchObject({
        causeClass: 'vanished',
      });
      await expect(hashOf(source, await entry('Documents/empty.txt'))).rejects.toMatchObject({
        causeClass: 'permission-denied',
      });
      await hashOf(source, await entry(LARGE));
      const { left } = await scanAll(source);
      expect(left.map((one) => [pathText(one.path), one.category, one.cause])).toEqual([
        ['Android', 'app-data', 'permission-denied'],
      ]);
      expect(phone.faultStats.vanished).toBeGreaterThan(0);
    });
  });

  it('what was read counts, not what was announced, and a growing file is read to its end', async () => {
    const faults = {
      sizes: { 'Documents/empty.txt': 1_000_000_000_000n },
      growing: ['Download/contacts.vcf'],
    };
    await withPhone(faults, async ({ source }, entry) => {
      const liar = await entry('Documents/empty.txt');
      expect(liar.size).toBe(1_000_000_000_000n);
      expect(await hashOf(source, liar)).toBe(
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      );
      let count = 0;
      const growing = await entry('Download/contacts.vcf');
      for await (const piece of source.open(growing)) count += piece.length;
      expect(count).toBe(300 + 64 * 1024);
      const steady = await entry('Documents/one.txt');
      const many = Array.from({ length: 200 }, () => steady);
      const now = await source.lookAgain!([...many, growing, steady]);
      expect(now.map((one) => one?.size)).toEqual([...many.map(() => undefined), 65_836n, undefined]);
    });
  });

  it('garbage instead of a file is told as such, and the next file is read', async () => {
    await withPhone({ garbage: ['Documents/one.txt'] }, async ({ source }, entry) => {
      const failed = hashOf(source, await entry('Documents/one.txt'));
      await expect(failed).rejects.toMatchObject({
        causeClass: 'internal',
        message: expect.stringContaining('not its protocol'),
      });
      await hashOf(source, await entry(LARGE));
    });
  });

  it('a file that is never answered can be cancelled, and others go on beside it', async () => {
    await withPhone({ silent: ['Documents/one.txt'] }, async ({ source }, entry) => {
      const silent = hashOf(source, await entry('Documents/one.txt'), AbortSignal.timeout(300));
      await hashOf(source, await entry(LARGE));
      await expect(silent).rejects.toMatchObject({ causeClass: 'cancelled' });
    });
  });

  it('a slow cable only takes longer', async () => {
    await withPhone({ bytesPerSecond: 4_000_000 }, async ({ source }, entry) => {
      const large = await entry(LARGE);
      const started = Date.now();
      await hashOf(source, large);
      expect(Date.now() - started).toBeGreaterThan(500);
    });
  });

  it('an abandoned read does not break the next', async () => {
    await withPhone({}, async ({ source }, entry) => {
      const large = await entry(LARGE);
      for (let at = 0; at < 6; at += 1)
        for await (const piece of source.open(large)) if (piece.length > 0) break;
      await hashOf(source, large);
    });
  });
});
