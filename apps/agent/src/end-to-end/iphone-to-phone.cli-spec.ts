import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readPlist } from '@holdfast/phones/codecs';
import { startAndroidPhone, startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone, IosPhoneOptions } from '@holdfast/phone-simulator';
import { fillIphone, hashesBelow, hashesOfIphone, putFile } from '../testing/iphone-contents.js';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

/** Where a phone looks for the apps that it has to load again. */
const APPS = 'iTunesRestore/RestoreApplications.plist';
const place = temporary();
const root = place.at('lost');
const repositoryOf = (kind: string): string[] => [
  '--repository',
  place.at(kind),
  '--password-file',
  place.password,
];
const PASSWORDS = { plain: undefined, sealed: 'the phone’s own' } as const;
const KINDS = ['plain', 'sealed'] as const;

async function withPhone<T>(
  name: string,
  options: Partial<IosPhoneOptions>,
  work: (phone: IosPhone, run: (...words: string[]) => Promise<Finished>) => Promise<T>,
): Promise<T> {
  mkdirSync(place.at(name), { recursive: true });
  const phone = await startIosPhone({ root: place.at(name), passcode: 'enter', ...options });
  const env = { USBMUXD_SOCKET_ADDRESS: phone.address };
  try {
    return await work(phone, (...words) => holdfast(words, place.at('home'), env));
  } finally {
    await phone.close();
  }
}

beforeAll(async () => {
  mkdirSync(root);
  await fillIphone(root);
  putFile(root, 'RootDomain/Library/system.txt', Buffer.from('a system file'));
  writeFileSync(place.at('secret'), `${PASSWORDS.sealed}\n`);
  for (const kind of KINDS) {
    const options = {
      stateFolder: place.at(`${kind} state`),
      ...(kind === 'sealed' && { password: PASSWORDS[kind] }),
    };
    await withPhone('lost', options, async (phone, run) => {
      expect((await run('init', ...repositoryOf(kind))).code).toBe(0);
      const more = kind === 'sealed' ? ['--phone-password-file', place.at('secret')] : [];
      expect(
        (await run('backup', ...repositoryOf(kind), '--source', `ios:${phone.udid}`, ...more)).code,
      ).toBe(0);
    });
  }
});

afterAll(() => place.remove());

describe('the snapshot of a whole iPhone', () => {
  it.each(KINDS)('goes back onto another one, %s, with its times', async (kind) => {
    await withPhone(`new ${kind}`, {}, async (phone, run) => {
      const restored = await run(
        'restore',
        'latest',
        ...repositoryOf(kind),
        '--to-phone',
        phone.udid,
        '--system',
        '--json',
      );
      expect([restored.code, restored.json()]).toEqual([
        0,
        { snapshot: expect.objectContaining({ leftOut: 0 }), restored: 'whole', apps: expect.any(Number) },
      ]);
      const { [APPS]: queued, ...found } = hashesBelow(place.at(`new ${kind}`));
      expect(found).toEqual(hashesBelow(root));
      const apps = readPlist(readFileSync(place.at(`new ${kind}`, APPS))) as object;
      expect([typeof queued, Object.keys(apps).length]).toEqual([
        'string',
        restored.json<{ apps: number }>().apps,
      ]);
      expect(Object.keys(apps).length).toBeGreaterThan(0);
      expect(statSync(place.at(`new ${kind}`, 'DCIM/100APPLE/IMG_0002.JPG')).mtimeMs).toBe(1_700_065_536_000);
      expect(phone.faultStats.restores).toBe(1);
    });
  });

  it('leaves the system of the other one alone unless told, and what it has', async () => {
    await withPhone('used', {}, async (phone, run) => {
      putFile(place.at('used'), 'DCIM/100APPLE/MINE.JPG', Buffer.from('mine'));
      expect((await run('restore', 'latest', ...repositoryOf('plain'), '--to-phone', phone.udid)).code).toBe(
        0,
      );
      const { 'RootDomain/Library/system.txt': _system, ...expected } = hashesBelow(root);
      expect(hashesBelow(place.at('used'))).toEqual({
        ...expected,
        'DCIM/100APPLE/MINE.JPG': expect.any(String),
        [APPS]: expect.any(String),
      });
    });
  });

  it('is put back all the same where the list of its apps is refused, which is said', async () => {
    const faults = { denied: ['iTunesRestore'] };
    await withPhone('refusing', { faults }, async (phone, run) => {
      const restored = await run(
        'restore',
        'latest',
        ...repositoryOf('plain'),
        '--to-phone',
        phone.udid,
        '--json',
      );
      expect([restored.code, restored.json()]).toEqual([0, expect.objectContaining({ apps: null })]);
      expect(restored.stderr).toContain('did not take the list of its apps');
      expect(Object.keys(hashesBelow(place.at('refusing')))).not.toContain(APPS);
    });
  });

  it('leaves no list of apps behind where it came to nothing', async () => {
    await withPhone('another', {}, async (phone, run) => {
      writeFileSync(place.at('guess'), 'a guess\n');
      const words = ['restore', 'latest', ...repositoryOf('sealed'), '--to-phone', phone.udid];
      expect((await run(...words, '--phone-password-file', place.at('guess'))).code).toBe(3);
      expect(hashesBelow(place.at('another'))).toEqual({});
    });
  });

  it('does not end the sealing of a phone that seals its backups', async () => {
    await withPhone('sealing', { password: 'its own' }, async (phone, run) => {
      const restored = await run('restore', 'latest', ...repositoryOf('plain'), '--to-phone', phone.udid);
      expect(restored.code).toBe(16);
      expect(restored.stderr).toContain('would silently end that');
      expect(phone.faultStats.restores).toBe(0);
    });
  });

  it.each(KINDS)('gives an Android phone what that can use, %s', async (kind) => {
    const android = place.at(`android ${kind}`);
    mkdirSync(android);
    const phone = await startAndroidPhone({ root: android, serial: 'HFNEW', auth: 'none' });
    const words = [
      'restore',
      'latest',
      ...repositoryOf(kind),
      '--to-phone',
      `127.0.0.1:${phone.port}`,
      '--json',
    ];
    const restored = await holdfast(words, place.at('home'));
    expect([restored.code, restored.json()]).toEqual([
      0,
      expect.objectContaining({ skipped: 0, shown: true, failed: [] }),
    ]);
    const [there, here] = [hashesBelow(android), hashesOfIphone(root)];
    const pictures = (all: Record<string, string>): object =>
      Object.fromEntries(Object.entries(all).filter(([path]) => path.startsWith('DCIM/')));
    expect(pictures(there)).toEqual(pictures(here));
    const [day = ''] = readdirSync(join(android, 'Download/Holdfast'));
    const put = Object.keys(there)
      .filter((path) => !path.startsWith('DCIM/'))
      .map((path) => path.replace(`Download/Holdfast/${day}/`, ''));
    expect(put).toEqual(
      expect.arrayContaining([
        'READ ME.txt',
        'Apps/com.example.notes/Documents/家族/写真 一.txt',
        'Messages/Attachments/0a/10/demo/IMG_0200.JPG',
        'Contacts/contacts.vcf',
        'Messages/messages.xml',
        'Calls/calls.xml',
        'Calendar/calendar.ics',
        'Notes/notes.json',
      ]),
    );
    expect(put.filter((path) => /\.(?:db|sqlite\w*|storedata|plist)$/.test(path))).toEqual([]);
    expect(readFileSync(join(android, 'Download/Holdfast', day, 'READ ME.txt'), 'utf8')).toContain(
      'contacts.vcf',
    );
    await phone.close();
  });
});
