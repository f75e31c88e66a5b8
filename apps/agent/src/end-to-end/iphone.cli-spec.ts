import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { clockAtRate, startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone, IosPhoneOptions } from '@holdfast/phone-simulator';
import {
  fillIphone,
  hashesBelow,
  hashesOfIphone,
  putFile,
  withoutRecords,
} from '../testing/iphone-contents.js';
import type { Finished, Started } from '../testing/run-holdfast.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const UDID = '00008110-00AABBCCDDEEFF01';
const place = temporary();
const home = place.at('home');
const root = place.at('phone');
const { repository } = place;

interface Backup {
  readonly snapshot: { readonly id: string; readonly files: number; readonly bytes: number };
  readonly readBytes: number;
  readonly leftOutCount: number;
}

/** The same phone with another person or other faults, while `work` is done. */
async function withPhone<T>(
  options: Partial<IosPhoneOptions>,
  work: (phone: IosPhone, run: (...words: string[]) => Started) => Promise<T>,
): Promise<T> {
  const phone = await startIosPhone({
    root,
    udid: UDID,
    name: 'Eve’s iPhone',
    passcode: 'enter',
    ...options,
  });
  try {
    return await work(phone, (...words) =>
      startHoldfast(words, home, { USBMUXD_SOCKET_ADDRESS: phone.address }),
    );
  } finally {
    await phone.close();
  }
}

const backupWords = (...more: string[]): string[] => [
  'backup',
  ...repository,
  '--source',
  `ios:${UDID}`,
  ...more,
];
const backUp = (options: Partial<IosPhoneOptions>, ...more: string[]): Promise<Finished> =>
  withPhone(options, (_, run) => run(...backupWords(...more)).finished);
const run = (...words: string[]): Promise<Finished> => holdfast(words, home);
const snapshots = async (): Promise<string[]> =>
  (await run('snapshots', ...repository, '--json'))
    .json<{ snapshots: { id: string }[] }>()
    .snapshots.map(({ id }) => id);

let first: Backup;

beforeAll(async () => {
  mkdirSync(root);
  await fillIphone(root);
  expect((await run('init', ...place.newRepository)).code).toBe(0);
});

afterAll(() => place.remove());

describe('a whole iPhone', () => {
  it('is listed, unopened', async () => {
    await withPhone({}, async (phone, start) => {
      const listed = await start('phones', '--json').finished;
      expect(listed.json()).toEqual({
        phones: [
          {
            address: UDID,
            platform: 'ios',
            state: 'ready',
            model: null,
            via: 'usbmux',
            enrolled: false,
            phoneId: null,
            label: null,
            next: expect.stringContaining(UDID),
          },
        ],
        away: [],
      });
      expect(phone.faultStats).toMatchObject({ filesRead: 0, foldersListed: 0, backups: 0 });
    });
  });

  it('is backed up, its person told once what to do, and says in JSON what it did', async () => {
    const finished = await backUp({}, '--json', '--progress');
    expect(finished.code).toBe(0);
    first = finished.json<Backup>();
    expect(first).toEqual({
      repositoryId: expect.any(String),
      snapshot: {
        id: expect.any(String),
        phone: `ios:${UDID}`,
        name: `ios:${UDID}`,
        takenAt: expect.stringMatching(/^\d{4}-.*Z$/),
        files: expect.any(Number),
        bytes: expect.any(Number),
        leftOut: 0,
        whole: true,
      },
      storedBytes: expect.any(Number),
      readBytes: expect.any(Number),
      durationMs: expect.any(Number),
      categories: expect.any(Array),
      leftOut: [],
      leftOutCount: 0,
    });
    const lines = finished.stderr.split('\n').filter((line) => line.startsWith('{'));
    const phases = lines.map((line) => (JSON.parse(line) as { progress: { phase: string } }).progress.phase);
    expect(phases).toEqual(expect.arrayContaining(['reading', 'done']));
    expect(finished.stderr.match(/asks for its passcode/g)).toHaveLength(1);
    expect(readdirSync(place.at('home', 'cache')).filter((name) => name.startsWith('iphone-'))).toEqual([]);
  });

  it('is listed as a person knows it, with records, times and categories', async () => {
    const top = (await run('ls', ...repository, '--json')).json<{ entries: { path: string }[] }>();
    expect(top.entries.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'Apps',
        'Calls',
        'Contacts',
        'DCIM',
        'Messages',
        'Phone backup',
        'Phone records',
      ]),
    );
    const photo = (await run('ls', 'latest', 'DCIM/100APPLE', ...repository, '--json')).json<{
      entries: object[];
    }>();
    expect(photo.entries[0]).toEqual({
      path: 'DCIM/100APPLE/IMG_0001.HEIC',
      kind: 'file',
      size: 300_017,
      mtime: new Date(1_700_300_017_000).toISOString(),
      mtimeNs: '1700300017000000000',
      mode: 0o644,
      category: 'photos',
    });
    const records = await run('ls', 'latest', 'Phone records', '-R', ...repository);
    for (const name of [
      'contacts.vcf',
      'messages.json',
      'calls.json',
      'calendar.ics',
      'notes.json',
      'apps.json',
    ])
      expect(records.stdout).toContain(`/${name}\n`);
  });

  it('is restored: every file of it, byte for byte, and nothing that it keeps for itself', async () => {
    const finished = await run('restore', 'latest', ...repository, '--target', place.at('back'), '--json');
    expect([finished.code, finished.stderr.includes('holdfast:')]).toEqual([0, false]);
    expect(finished.json()).toMatchObject({ skipped: 0, renamed: [], failed: [] });
    const back = hashesBelow(place.at('back'));
    expect(withoutRecords(back)).toEqual(hashesOfIphone(root));
    expect(statSync(place.at('back', 'DCIM/100APPLE/IMG_0002.JPG')).mtimeMs).toBe(1_700_065_536_000);
    const again = await run('restore', 'latest', ...repository, '--target', place.at('back'), '--json');
    expect(again.json()).toMatchObject({ files: 0, skipped: Object.keys(back).length });
    const store = await run(
      'restore',
      'latest',
      'Phone backup',
      ...repository,
      '--target',
      place.at('store'),
    );
    expect(store.code).toBe(0);
    expect(Object.keys(hashesBelow(place.at('store'))).sort()).toEqual(
      ['Info', 'Manifest', 'Status']
        .map((name) => `Phone backup/${name}.plist`)
        .concat('Phone backup/Manifest.db')
        .sort(),
    );
  });

  it('sends only what changed the second time, and the difference is just that', async () => {
    putFile(root, 'DCIM/101APPLE/IMG_0009.JPG', randomBytes(40_000));
    putFile(root, 'DCIM/100APPLE/IMG_0002.JPG', randomBytes(50_000));
    rmSync(place.at('phone', 'DCIM/100APPLE/IMG_0001.HEIC'));
    const second = (await backUp({}, '--json')).json<Backup>();
    // Both files, and the phone's manifests.
    expect(second.readBytes).toBeGreaterThan(90_000);
    expect(second.readBytes).toBeLessThan(300_000);
    const diff = (await run('diff', ...repository, '--json')).json<{
      old: string;
      new: string;
      changes: { change: string; path: string }[];
    }>();
    expect([diff.old, diff.new]).toEqual([first.snapshot.id, second.snapshot.id]);
    const isFile = ({ path }: { path: string }): boolean => /\.\w+$/.test(path) && !path.startsWith('Phone ');
    expect(diff.changes.filter(isFile).map(({ change, path }) => `${change} ${path}`)).toEqual([
      'removed DCIM/100APPLE/IMG_0001.HEIC',
      'changed DCIM/100APPLE/IMG_0002.JPG',
      'added DCIM/101APPLE/IMG_0009.JPG',
    ]);
    const found = (await run('find', 'IMG_000?.*', ...repository, '--json')).json<{
      found: { path: string; versions: { snapshots: number; newest: { id: string } }[] }[];
    }>();
    const versions = found.found.map(({ path, versions: all }) => [
      path.slice(14),
      all.map((one) => one.snapshots),
    ]);
    expect(Object.fromEntries(versions)).toEqual({
      'IMG_0001.HEIC': [1],
      'IMG_0002.JPG': [1, 1],
      'IMG_0003.MOV': [2],
      'IMG_0009.JPG': [1],
    });
    const old = place.at('old');
    const photo = 'DCIM/100APPLE/IMG_0001.HEIC';
    expect((await run('restore', first.snapshot.id, photo, ...repository, '--target', old)).code).toBe(0);
    expect(hashesBelow(old)[photo]).toBe(hashesBelow(place.at('back'))[photo]);
    const verified = await run('verify', '--read-data', ...repository, '--json');
    expect(verified.json()).toMatchObject({ ok: true, snapshots: 2, damage: [] });
  });
});

describe('its photos alone', () => {
  it('need no passcode, and nothing between them and the whole phone is to be had', async () => {
    const asked: string[] = [];
    const photos = await backUp(
      { passcode: 'never', onAsked: (what) => void asked.push(what) },
      '--categories',
      'photos,videos',
      '--json',
    );
    expect([photos.code, asked]).toEqual([0, []]);
    expect(photos.json()).toMatchObject({ snapshot: { files: 4, whole: false }, leftOutCount: 0 });
    const { stdout } = await run('snapshots', ...repository);
    expect(stdout.split('\n').map((line) => line.endsWith(', whole'))).toEqual([
      ...[false, false],
      ...(await snapshots()).slice(1).map(() => true),
      ...[false, false],
    ]);
    const listed = await run('ls', '-R', '--include', '*.*', ...repository, '--json');
    const files = listed.json<{ entries: { path: string; kind: string }[] }>().entries;
    expect(files.filter(({ kind }) => kind === 'file').map(({ path }) => path)).toEqual(
      Object.keys(hashesOfIphone(root))
        .filter((path) => path.startsWith('DCIM/'))
        .sort(),
    );
    const refused = await backUp({}, '--categories', 'contacts');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('contacts cannot be read alone'),
    ]);
  });
});

describe('an iPhone whose person is asked', () => {
  const other = (name: string): Partial<IosPhoneOptions> => ({ stateFolder: place.at(name), unpaired: true });

  it('comes to trust this computer, which keeps that to itself', async () => {
    await withPhone({ ...other('asking'), trust: 'ask', isLocked: true }, async (phone, start) => {
      const photos = start(...backupWords('--categories', 'photos'));
      await until('the wish to unlock it', () => photos.stderr().includes('The phone is locked: unlock it.'));
      phone.unlock();
      await until('the wish to trust', () => photos.stderr().includes('tap Trust'));
      phone.trust();
      const finished = await photos.finished;
      expect([finished.code, phone.faultStats.paired]).toEqual([0, 1]);
      const record = place.at('home', 'state', 'pair-records', `${UDID}.plist`);
      expect(statSync(record).mode & 0o777).toBe(0o600);
      expect(statSync(place.at('home', 'state', 'pair-records')).mode & 0o777).toBe(0o700);
      const again = await start(...backupWords('--categories', 'photos')).finished;
      expect([again.code, again.stderr.includes('Trust'), phone.faultStats.paired]).toEqual([0, false, 1]);
    });
  });

  it.each<[string, Partial<IosPhoneOptions>, string]>([
    ['does not trust it', { ...other('denying'), trust: 'deny' }, 'Trust'],
    [
      'does not type the passcode',
      { passcode: 'never', clock: clockAtRate(300) },
      'nobody entered the passcode',
    ],
    ['has it locked', { passcode: 'none', faults: { backup: { errorCode: 208 } } }, 'The iPhone is locked'],
  ])('ends the run with a sentence and no snapshot where its person %s', async (_, options, said) => {
    const before = await snapshots();
    const refused = await backUp(options, '--json');
    expect([refused.code, refused.json()]).toEqual([
      8,
      {
        error: {
          code: 'phone-not-allowed',
          exitCode: 8,
          what: expect.stringContaining(said),
          holds: expect.any(String),
          next: expect.any(String),
        },
      },
    ]);
    expect(await snapshots()).toEqual(before);
  });

  it('goes on after its cable was pulled, without sending again what was stored', async () => {
    // Small packs, and more in each than is lost with those still open.
    putFile(root, 'DCIM/102APPLE/LONG.MOV', randomBytes(24_000_000));
    const before = await snapshots();
    const pulled = { faults: { backup: { unplugAfterFileBytes: 20_000_000 } } };
    const broken = await backUp(pulled, '--pace', 'quiet');
    expect([broken.code, broken.stderr]).toEqual([7, expect.stringContaining('was disconnected')]);
    expect(await snapshots()).toEqual(before);
    const whole = await backUp({}, '--pace', 'quiet', '--json');
    expect(whole.code).toBe(0);
    expect(whole.json<{ storedBytes: number }>().storedBytes).toBeLessThan(16_000_000);
    const target = place.at('after');
    expect((await run('restore', 'latest', ...repository, '--target', target)).code).toBe(0);
    expect(withoutRecords(hashesBelow(target))).toEqual(hashesOfIphone(root));
  });
});
