import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { clockAtRate, startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone } from '@holdfast/phone-simulator';
import {
  fillIphone,
  hashesBelow,
  hashesOfIphone,
  putFile,
  withoutRecords,
} from '../testing/iphone-contents.js';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';
import { describeTree } from '../testing/trees.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const UDID = '00008110-00AABBCCDDEEFF21';
const OTHER = '00008110-00AABBCCDDEEFF22';
const place = temporary();
const root = place.at('phone');
/** Backed up while nobody gave the phone's password, and while somebody did. */
const closed = ['--repository', place.at('closed'), '--password-file', place.password];
const opened = ['--repository', place.at('opened'), '--password-file', place.password];
const right = ['--phone-password-file', place.at('right')];
let phone: IosPhone;

const run = (...words: string[]): Promise<Finished> =>
  holdfast(words, place.at('home'), { USBMUXD_SOCKET_ADDRESS: phone.address });
const backUp = (...more: string[]): Promise<Finished> => run('backup', '--source', `ios:${UDID}`, ...more);
/** A computer that has never seen the phone. */
const elsewhere = (...words: string[]): Promise<Finished> => holdfast(words, place.at('elsewhere'));
const restored = async (target: string, ...more: string[]): Promise<Finished> =>
  elsewhere('restore', 'latest', '--target', place.at(target), '--json', ...more);
const listed = async (...more: string[]): Promise<unknown[]> =>
  (await elsewhere('ls', 'latest', '-R', '--json', ...more)).json<{ entries: unknown[] }>().entries;
const filesOfAll = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];

beforeAll(async () => {
  mkdirSync(root);
  await fillIphone(root);
  writeFileSync(place.at('right'), 'the phone has it\n');
  writeFileSync(place.at('wrong'), 'a guess\n');
  phone = await startIosPhone({ root, udid: UDID, passcode: 'enter', password: 'the phone has it' });
  for (const repository of [closed, opened]) expect((await run('init', ...repository)).code).toBe(0);
  expect((await backUp(...closed)).code).toBe(11);
  putFile(root, 'DCIM/101APPLE/IMG_0011.JPG', Buffer.alloc(40_000, 'b'));
  expect((await backUp(...closed)).code).toBe(11);
  expect((await backUp(...opened, ...right)).code).toBe(0);
});

afterAll(async () => {
  await phone.close();
  place.remove();
});

describe('a backup whose password nobody gave when it was made', () => {
  it('is restored with the password later as if it had been given then, to the byte', async () => {
    const later = await restored('later', ...closed, ...right);
    expect([later.code, later.stderr]).toEqual([0, expect.any(String)]);
    expect(later.json()).toMatchObject({ failed: [], renamed: [] });
    expect((await restored('then', ...opened)).code).toBe(0);
    expect(describeTree(place.at('later'))).toEqual(describeTree(place.at('then')));
    expect(withoutRecords(hashesBelow(place.at('later')))).toEqual(hashesOfIphone(root));
    expect(existsSync(place.at('later', 'Phone records', 'Contacts', 'contacts.vcf'))).toBe(true);
    const again = await restored('later', ...closed, ...right);
    expect([again.code, again.json()]).toEqual([0, expect.objectContaining({ files: 0, failed: [] })]);
  });

  it('is listed with it as people know it', async () => {
    const isAlike = ({ path }: { path: string }): boolean => !path.startsWith('Phone backup');
    const of = async (...more: string[]): Promise<unknown[]> =>
      ((await listed(...more)) as { path: string }[]).filter(isAlike);
    const then = await of(...opened);
    expect(then.length).toBeGreaterThan(20);
    expect(await of(...closed, ...right)).toEqual(then);
    expect(await of(...closed)).toEqual([]);
  });

  it('gives back the paths and patterns that are asked for by those names', async () => {
    const photos = await restored('photos', ...closed, ...right, 'DCIM/100APPLE', 'Apps/com.example.notes');
    expect(photos.code).toBe(0);
    const wanted = /^(?:DCIM\/100APPLE|Apps\/com\.example\.notes)\//;
    const ofPhone = Object.entries(hashesOfIphone(root));
    expect(hashesBelow(place.at('photos'))).toEqual(
      Object.fromEntries(ofPhone.filter(([path]) => wanted.test(path))),
    );
    expect((await restored('some', ...closed, ...right, '--include', '*.JPG')).code).toBe(0);
    expect(hashesBelow(place.at('some'))).toEqual(
      Object.fromEntries(ofPhone.filter(([path]) => path.endsWith('.JPG'))),
    );
    const none = await restored('none', ...closed, ...right, 'DCIM/999APPLE');
    expect([none.code, filesOfAll(place.at('none'))]).toEqual([14, []]);
    const store = await restored('store', ...closed, 'Phone backup/Info.plist');
    expect([store.code, Object.keys(hashesBelow(place.at('store')))]).toEqual([
      0,
      ['Phone backup/Info.plist'],
    ]);
  });

  it('is refused with another password or none, and nothing is written', async () => {
    const wrong = await restored('refused', ...closed, '--phone-password-file', place.at('wrong'));
    expect([wrong.code, wrong.json()]).toEqual([
      3,
      {
        error: expect.objectContaining({
          code: 'wrong-key',
          what: expect.stringContaining('not the password'),
        }),
      },
    ]);
    for (const paths of [[], ['DCIM']]) {
      const none = await restored('refused', ...closed, ...paths);
      expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('--phone-password-file')]);
    }
    const ls = await elsewhere('ls', ...closed, '--phone-password-file', place.at('wrong'));
    expect([ls.code, ls.stdout]).toEqual([3, '']);
    expect(existsSync(place.at('refused'))).toBe(false);
  });

  it('leaves no list of names behind on the computer that opened it', () => {
    const left = filesOfAll(place.at('elsewhere'));
    expect(left.length).toBeGreaterThan(0);
    expect(left.filter((name) => /manifest|staging\.sqlite|iphone-[0-9a-f]+$/i.test(name))).toEqual([]);
  });

  it('gives its pictures to another iPhone', async () => {
    const other = place.at('other');
    mkdirSync(other);
    const clock = clockAtRate(100);
    const next = await startIosPhone({ root: other, udid: OTHER, passcode: 'enter', clock });
    try {
      const words = ['restore', 'latest', 'DCIM', ...closed, ...right, '--to-phone', OTHER, '--json'];
      const done = await holdfast(words, place.at('home'), { USBMUXD_SOCKET_ADDRESS: next.address });
      expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
      const pictures = Object.entries(hashesOfIphone(root)).filter(([path]) => path.startsWith('DCIM/'));
      expect(Object.values(hashesBelow(other)).sort()).toEqual(pictures.map(([, hash]) => hash).sort());
    } finally {
      await next.close();
    }
  });

  it('is still whole for an iPhone and for Finder, and sealed for whoever has no password', async () => {
    const finder = await restored('finder', ...closed, '--as', 'finder');
    expect([finder.code, existsSync(place.at('finder', UDID, 'Manifest.db'))]).toEqual([0, true]);
    const [top] = (await elsewhere('ls', ...closed, '--json')).json<{ entries: { path: string }[] }>()
      .entries;
    expect(top?.path).toBe('Phone backup');
  });
});
