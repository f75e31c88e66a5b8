import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

interface Recipient {
  id: string;
  role: string;
  standing: string;
  epochs: number[];
  inUse: boolean;
}

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(120_000);

const place = temporary();
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, place.at('home'));
const at = ['--repository', place.at('repository')];
const byPassword = [...at, '--password-file', place.password];
const byCode = [...at, '--recovery-code-file', place.at('code')];
const byKey = [...at, '--key-file', place.at('nightly.key')];
const backup = (...how: string[]): Promise<Finished> =>
  run('backup', ...how, '--source', `folder:${place.at('source')}`, '--json');
const ok = async (running: Promise<Finished>): Promise<Finished> => {
  const finished = await running;
  expect([finished.code, finished.stderr.includes('holdfast:')]).toEqual([0, false]);
  return finished;
};
const list = async (...how: string[]): Promise<Recipient[]> =>
  (await ok(run('keys', 'list', ...how, '--json'))).json<{ recipients: Recipient[] }>().recipients;

beforeAll(async () => {
  mkdirSync(place.at('source'));
  writeFileSync(place.at('source', 'old.txt'), 'of the first epoch');
  await ok(run('init', ...byPassword, '--recovery-code-file', place.at('code')));
  await ok(backup(...byPassword));
});

afterAll(() => place.remove());

describe('the keys of a repository', () => {
  it('are listed with their roles and what each opens', async () => {
    const shown = (await list(...byPassword)).map(({ role, standing, epochs, inUse }) => [
      role,
      standing,
      epochs,
      inUse,
    ]);
    expect(shown.sort()).toEqual([
      ['password', 'current', [1], true],
      ['recovery-code', 'current', [1], false],
    ]);
    const text = await ok(run('keys', 'list', ...byCode));
    expect(text.stdout).toMatch(/recovery-code-\w{8} \* +recovery code +\d{4}-.* everything\n/);
  });

  it('make a service that backs up unattended and opens the newest epoch only', async () => {
    const service = ['--role', 'service', '--name', 'nightly', '--new-key-file', place.at('nightly.key')];
    const added = await ok(run('keys', 'add', ...byPassword, ...service, '--json'));
    expect(added.json()).toEqual({
      added: expect.objectContaining({ role: 'service', epochs: [1] }),
      file: place.at('nightly.key'),
      publicKey: expect.stringMatching(/^[\w+/]{43}=$/),
    });
    expect(statSync(place.at('nightly.key')).mode & 0o777).toBe(0o600);
    expect((await ok(run('keys', 'rotate', ...byKey, '--json'))).json()).toEqual({ newEpoch: 2 });
    writeFileSync(place.at('source', 'new.txt'), 'of the second epoch');
    await ok(backup(...byKey));
    const restored = await run('restore', 'latest', ...byKey, '--target', place.at('some'));
    expect([restored.code, restored.stderr]).toEqual([11, expect.stringContaining('this key does not open')]);
    expect(readdirSync(place.at('some'))).toEqual(['new.txt']);
    const verified = await ok(run('verify', ...byKey, '--read-data', '--json'));
    expect(verified.json()).toMatchObject({ ok: true, closed: 1 });
    await ok(run('restore', 'latest', ...byPassword, '--target', place.at('all')));
    expect(readFileSync(place.at('all', 'old.txt'), 'utf8')).toBe('of the first epoch');
    const refused = await run('keys', 'add', ...byKey, '--new-recovery-code-file', place.at('never'));
    expect([refused.code, refused.stderr]).toEqual([3, expect.stringContaining('newest epoch only')]);
  });

  it('change a password: the new one opens, the old one no more', async () => {
    writeFileSync(place.at('new password'), 'battery staple\n');
    const byNew = [...at, '--password-file', place.at('new password')];
    const same = await run(
      'keys',
      'change-password',
      ...byNew,
      '--new-password-file',
      place.at('new password'),
    );
    expect([same.code, same.stderr]).toEqual([2, expect.stringContaining('is the old one')]);
    const change = ['--new-password-file', place.at('new password')];
    const changed = await ok(run('keys', 'change-password', ...byPassword, ...change, '--json'));
    expect(changed.json()).toMatchObject({
      added: { role: 'password', epochs: [1, 2, 3] },
      removed: { role: 'password', standing: 'removed', newEpoch: 3, stillStored: 0, epochs: [] },
    });
    expect((await run('snapshots', ...byPassword)).code).toBe(3);
    await ok(run('snapshots', ...byNew));
    writeFileSync(place.password, readFileSync(place.at('new password')));
  });

  it('replace a recovery code, and never overwrite a file', async () => {
    writeFileSync(place.at('other'), 'my notes');
    const other = ['--new-recovery-code-file', place.at('other')];
    const refused = await run('keys', 'replace-recovery-code', ...byCode, ...other);
    expect([refused.code, readFileSync(place.at('other'), 'utf8')]).toEqual([2, 'my notes']);
    const next = ['--new-recovery-code-file', place.at('next code')];
    const replaced = await ok(run('keys', 'replace-recovery-code', ...byCode, ...next));
    expect(replaced.stdout).toContain('that was tried before the old one was removed');
    expect(replaced.stderr).toContain('take away their access to the location');
    expect(statSync(place.at('next code')).mode & 0o777).toBe(0o600);
    expect((await run('snapshots', ...byCode)).code).toBe(3);
    await ok(run('snapshots', ...at, '--recovery-code-file', place.at('next code')));
  });

  it('are removed by the beginning of an id, when a person says so, and the last full one never', async () => {
    const asked = await run('keys', 'remove', 'nightly', ...byPassword);
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining('--yes')]);
    expect((await run('keys', 'remove', 'nobody', ...byPassword, '--yes')).code).toBe(14);
    const removed = await ok(run('keys', 'remove', 'nightly', ...byPassword, '--yes', '--json'));
    expect(removed.json()).toMatchObject({ removed: { role: 'service', newEpoch: 5, stillStored: 0 } });
    expect((await run('snapshots', ...byKey)).code).toBe(3);
    await ok(run('keys', 'remove', 'recovery-code', ...byPassword, '--yes'));
    const last = await run('keys', 'remove', 'password', ...byPassword, '--yes', '--json');
    expect([last.code, last.json()]).toEqual([
      16,
      { error: expect.objectContaining({ code: 'refused', what: expect.stringContaining('the last') }) },
    ]);
    expect((await ok(run('verify', ...byPassword, '--read-data', '--json'))).json()).toMatchObject({
      ok: true,
    });
  });

  it("are somebody else's, by its public half, and refused where it is none", async () => {
    const bad = await run('keys', 'add', ...byPassword, '--public-key', 'abc');
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('not a public key')]);
    const zero = Buffer.alloc(32).toString('base64');
    expect((await run('keys', 'add', ...byPassword, '--public-key', zero)).code).toBe(2);
    const both = ['--new-password-file', place.password, '--role', 'company'];
    expect((await run('keys', 'add', ...byPassword, ...both)).code).toBe(2);
    const key = readFileSync(place.at('nightly.key'), 'utf8').match(/public key: (\S+)/)![1]!;
    const back = await run('keys', 'add', ...byPassword, '--public-key', key);
    expect([back.code, back.stderr]).toEqual([16, expect.stringContaining('does not come back')]);
  });
});
