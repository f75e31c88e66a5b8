import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startIosPhone } from '@holdfast/phone-simulator';
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

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const UDID = '00008110-00AABBCCDDEEFF02';
const place = temporary();
const root = place.at('phone');
const { repository } = place;
let phone: IosPhone;

const run = (...words: string[]): Promise<Finished> =>
  holdfast(words, place.at('home'), { USBMUXD_SOCKET_ADDRESS: phone.address });
const backUp = (...more: string[]): Promise<Finished> =>
  run('backup', ...repository, '--source', `ios:${UDID}`, '--json', ...more);
/** Another computer, which has the repository and what opens it, and nothing else. */
const elsewhere = (name: string, ...words: string[]): Promise<Finished> =>
  holdfast([...words, '--work-folder', place.at(`${name} work`)], place.at(name));

function secret(name: string, text: string): string {
  writeFileSync(place.at(name), `${text}\n`, { mode: 0o600 });
  return place.at(name);
}
const topOf = async (): Promise<string[]> =>
  (await run('ls', ...repository, '--json'))
    .json<{ entries: { path: string }[] }>()
    .entries.map(({ path }) => path);
const opened = [
  'Apps',
  'Calendar',
  'Calls',
  'Contacts',
  'DCIM',
  'Messages',
  'Notes',
  'Phone backup',
  'Phone records',
];

beforeAll(async () => {
  mkdirSync(root);
  await fillIphone(root);
  phone = await startIosPhone({ root, udid: UDID, passcode: 'enter', password: 'first secret' });
  expect((await run('init', ...place.newRepository)).code).toBe(0);
});

afterAll(async () => {
  await phone.close();
  place.remove();
});

describe('an iPhone that seals its backups', () => {
  it('is kept whole without its password, or with a wrong one, and shows no names', async () => {
    for (const more of [[], ['--phone-password-file', secret('wrong', 'a guess')]]) {
      const finished = await backUp(...more);
      expect([finished.code, finished.json()]).toEqual([
        11,
        expect.objectContaining({
          leftOut: [{ path: '', category: 'other', cause: 'iphone-password-unknown' }],
          leftOutCount: 1,
        }),
      ]);
      expect(finished.stderr).toContain('--phone-password-file');
      expect(await topOf()).toEqual(['Phone backup']);
    }
    const everything = (await run('ls', '-R', ...repository)).stdout;
    expect(everything).not.toMatch(/IMG_|sms|Apps/);
  });

  it('is not restored in files before it was opened once, and that is said', async () => {
    const refused = await run('restore', 'latest', ...repository, '--target', place.at('nothing'), '--json');
    expect([refused.code, existsSync(place.at('nothing'))]).toEqual([3, false]);
    expect(refused.stderr).toContain('nobody gave its password when it was made');
  });

  it('shows everything once the password is known, at the sizes of what is in it', async () => {
    const finished = await backUp('--phone-password-file', secret('first', 'first secret'));
    expect([finished.code, finished.json()]).toEqual([0, expect.objectContaining({ leftOutCount: 0 })]);
    expect(await topOf()).toEqual(expect.arrayContaining(opened));
    const listed = await run('ls', 'latest', '-R', '--include', 'DCIM', ...repository, '--json');
    const sizes = listed
      .json<{ entries: { path: string; kind: string; size: number }[] }>()
      .entries.filter(({ kind }) => kind === 'file')
      .map(({ path, size }) => [path, size]);
    const onPhone = Object.keys(hashesOfIphone(root)).filter((path) => path.startsWith('DCIM/'));
    expect(Object.fromEntries(sizes)).toEqual(
      Object.fromEntries(onPhone.map((path) => [path, statSync(place.at('phone', path)).size])),
    );
    expect((await run('find', '*', '--kind', 'file', ...repository)).stdout).not.toContain('first secret');
  });

  it('is asked for it once: the next snapshot opens with what the last one holds', async () => {
    putFile(root, 'DCIM/101APPLE/IMG_0010.JPG', Buffer.alloc(30_000, 'a'));
    const finished = await backUp();
    expect([finished.code, finished.json()]).toEqual([0, expect.objectContaining({ leftOutCount: 0 })]);
    expect((finished.json() as { readBytes: number }).readBytes).toBeLessThan(300_000);
    expect(await topOf()).toEqual(expect.arrayContaining(opened));
    expect((await run('diff', ...repository)).stdout).toMatch(/^\+ DCIM\/101APPLE\/IMG_0010\.JPG$/m);
  });

  it('comes back on a computer that knows nothing of it, by the password or the recovery code of the repository', async () => {
    const byPassword = ['--repository', place.at('repository'), '--password-file', place.password];
    for (const [name, opens] of [
      ['new computer', byPassword],
      ['newer computer', repository],
    ] as const) {
      const target = place.at(`${name} back`);
      const finished = await elsewhere(name, 'restore', 'latest', ...opens, '--target', target, '--json');
      expect([finished.code, finished.json()]).toEqual([0, expect.objectContaining({ failed: [] })]);
      expect(withoutRecords(hashesBelow(target))).toEqual(hashesOfIphone(root));
    }
  });

  it('is not restored twice over itself', async () => {
    const again = ['restore', 'latest', ...repository, '--target', place.at('new computer back'), '--json'];
    const finished = await run(...again);
    expect(finished.json()).toMatchObject({ files: 0, failed: [] });
    expect(finished.json<{ skipped: number }>().skipped).toBe(
      Object.keys(hashesBelow(place.at('new computer back'))).length,
    );
  });
});

describe('the password of its backups', () => {
  const password = (...more: string[]): Promise<Finished> =>
    run('iphone-password', UDID, '--yes', '--json', ...more);
  const first = ['--phone-password-file', place.at('first')];

  it('is told of, changed and taken away with its person there', async () => {
    expect((await password()).json()).toEqual({ phone: UDID, encrypted: true });
    const unknown = await password('--new-password-file', secret('second', 'second secret'));
    expect([unknown.code, unknown.stderr]).toEqual([3, expect.stringContaining('seals its backups already')]);
    const wrong = await password('--phone-password-file', secret('wrong', 'a guess'), '--off');
    expect([wrong.code, wrong.stderr]).toEqual([3, expect.stringContaining('not the password')]);
    const changed = await password(...first, '--new-password-file', place.at('second'));
    expect([changed.code, changed.json()]).toEqual([0, { phone: UDID, encrypted: true }]);
    expect(phone.state.backupPassword.value).toBe('second secret');
  });

  it('is in no snapshot whose person declined: what they have opens, and a new one is asked for when the keys change', async () => {
    const second = ['--phone-password-file', place.at('second')];
    const declined = await backUp(...second, '--no-keep-phone-password');
    expect(declined.code).toBe(0);
    const target = place.at('declined back');
    expect((await elsewhere('a third', 'restore', 'latest', ...repository, '--target', target)).code).toBe(0);
    expect(withoutRecords(hashesBelow(target))).toEqual(hashesOfIphone(root));
    // As long as the phone has the same keys, nothing is asked for.
    expect((await backUp('--no-keep-phone-password')).code).toBe(0);
    rmSync(place.at('phone.iphone', 'backup-key-bag.bin'));
    const needed = await backUp();
    expect([needed.code, await topOf()]).toEqual([11, ['Phone backup']]);
    // Where it is kept, new keys are opened with it.
    expect((await backUp(...second)).code).toBe(0);
    rmSync(place.at('phone.iphone', 'backup-key-bag.bin'));
    expect((await backUp()).code).toBe(0);
  });

  it('is taken away, and set again by who has the phone', async () => {
    const off = await password('--phone-password-file', place.at('second'), '--off');
    expect([off.code, off.json()]).toEqual([0, { phone: UDID, encrypted: false }]);
    const plain = await backUp();
    expect([plain.code, plain.json()]).toEqual([0, expect.objectContaining({ leftOutCount: 0 })]);
    expect(await topOf()).toEqual(expect.arrayContaining(opened));
    const set = await password('--new-password-file', place.at('first'));
    expect([set.code, set.json()]).toEqual([0, { phone: UDID, encrypted: true }]);
    expect(phone.state.backupPassword.value).toBe('first secret');
  });
});
