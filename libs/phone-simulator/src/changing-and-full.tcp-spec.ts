import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPhone, type PhoneSession } from '@holdfast/phones';
import type { PhoneFaults } from './faults.js';
import { startAndroidPhone, type AndroidPhone } from './start-android-phone.js';
import { hashOf, scanAll } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { makePhoneFolder } from './testing/phone-folder.js';

const TEXT = Buffer.from('the same words again and again, '.repeat(20_000));

let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  folder = await makePhoneFolder();
  writeFileSync(join(folder.root, 'Documents/words.txt'), TEXT);
});
afterAll(() => folder.remove());

async function withPhone(
  faults: PhoneFaults,
  work: (session: PhoneSession, phone: AndroidPhone) => Promise<void>,
): Promise<void> {
  const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults });
  const session = await openPhone(
    { platform: 'android', address: `127.0.0.1:${phone.port}` },
    clientOptions(folder.base),
  );
  await work(session, phone).finally(() => session.close());
  await phone.close();
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

describe('files of a phone', () => {
  it.each([undefined, false])(
    'arrive whole, compressed on the way where that is offered (%s)',
    async (compression) => {
      await withPhone(
        { ...(compression === undefined ? {} : { compression }) },
        async ({ source }, phone) => {
          const entry = (await scanAll(source)).entries.get('Documents/words.txt')!;
          const before = phone.faultStats.bytesSent;
          expect(await hashOf(source, entry)).toBe(sha(TEXT));
          const sent = phone.faultStats.bytesSent - before;
          if (compression === false) expect(sent).toBeGreaterThan(TEXT.length);
          else expect(sent).toBeLessThan(TEXT.length / 10);
        },
      );
    },
  );

  it('that change in place or never stop growing are told by the look after reading', async () => {
    const faults = { touched: ['Documents/one.txt'], growingForever: ['Download/contacts.vcf'] };
    await withPhone(faults, async ({ source }, phone) => {
      const { entries } = await scanAll(source);
      const [touched, growing, steady] = [
        'Documents/one.txt',
        'Download/contacts.vcf',
        'DCIM/Camera/block.jpg',
      ].map((path) => entries.get(path)!);
      await hashOf(source, touched!);
      let pieces = 0;
      for await (const piece of source.open(growing!)) if (piece.length > 0 && (pieces += 1) > 20) break;
      phone.setFaults({});
      const now = await source.lookAgain!([touched!, growing!, steady!]);
      expect(now.map((entry) => entry !== undefined)).toEqual([true, true, false]);
    });
  });

  it('after a refusal are read over another session, and over the same where an old phone keeps it', async () => {
    for (const keepsSyncAfterFail of [false, true]) {
      await withPhone({ vanish: ['Documents/empty.txt'], keepsSyncAfterFail }, async ({ source }) => {
        const { entries } = await scanAll(source);
        const gone = {
          ...entries.get('Documents/words.txt')!,
          path: ['Documents', 'empty.txt'].map((name) => Buffer.from(name)),
        };
        for (let time = 0; time < 6; time += 1)
          await expect(hashOf(source, gone)).rejects.toMatchObject({ causeClass: 'vanished' });
        expect(await hashOf(source, entries.get('Documents/words.txt')!)).toBe(sha(TEXT));
      });
    }
  });
});

describe('files put on a phone', () => {
  const path = (text: string): Buffer[] => text.split('/').map((name) => Buffer.from(name));

  it('are there with their time, or not at all when it is full or closed', async () => {
    const faults = { deniedPush: ['Android'], fullAfterBytes: 300_000 };
    await withPhone(faults, async ({ target }) => {
      await target!.put(
        path('Documents/new/a b.txt'),
        1_700_000_000_500_000_000n,
        once(Buffer.from('hello')),
      );
      expect(await target!.look(path('Documents/new/a b.txt'))).toEqual({
        kind: 'file',
        size: 5n,
        mtimeNs: 1_700_000_000_000_000_000n,
      });
      await expect(target!.put(path('Android/x'), 0n, once(TEXT))).rejects.toMatchObject({
        causeClass: 'permission-denied',
      });
      await expect(target!.put(path('Documents/large'), 0n, once(TEXT))).rejects.toMatchObject({
        message: expect.stringContaining('No space left on device'),
      });
      expect(await target!.look(path('Documents/large'))).toBeUndefined();
      expect(readFileSync(join(folder.root, 'Documents/new/a b.txt'), 'utf8')).toBe('hello');
      expect(await target!.showInGallery()).toBe(true);
    });
  });
});
