import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { folderLocation, newKeyPair, openRepository, StorageError } from '@holdfast/storage';
import type { KeyPair } from '@holdfast/storage';
import { fingerprintOf } from '../managed/company-wrap.js';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { put } from '../testing/iphone-room.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const place = temporary();
const home = place.at('home');
const plane = new ControlPlaneDouble();
const run = (...words: string[]): Promise<Finished> => holdfast(words, home);
const own = newKeyPair();
const foreign = newKeyPair();
const companyWraps = (): string[] =>
  plane.store
    .named(plane.ids.repository, 'keys/')
    .map(({ name }) => name)
    .filter((name) => name.includes('company'));

function policy(companyKey: 'none' | 'split', pair: KeyPair): void {
  plane.policy = { ...plane.policy, privacy: { ...plane.policy.privacy, companyKey } };
  const publicKey = Buffer.from(pair.publicKey).toString('base64');
  plane.companyKey = { publicKey, fingerprint: fingerprintOf(pair.publicKey) };
}

/** What somebody with a key and a copy of the location gets out of it: a file's text, or why not. */
async function openedBy({ privateKey }: KeyPair): Promise<string> {
  for (const folder of ['copy', 'work', 'out']) rmSync(place.at(folder), { recursive: true, force: true });
  for (const [name, bytes] of plane.objects) put(place.at('copy', name), bytes);
  try {
    const repository = await openRepository({
      location: folderLocation(place.at('copy')),
      workFolder: place.at('work'),
      unlock: { kind: 'key', privateKey },
    });
    const [newest] = await repository.snapshots();
    const { failed } = await repository.restore({ snapshotId: newest?.id ?? '', target: place.at('out') });
    await repository.close();
    expect(failed).toEqual([]);
    return readFileSync(place.at('out', 'DCIM', 'one.jpg'), 'utf8');
  } catch (error) {
    if (error instanceof StorageError) return error.code;
    throw error;
  }
}

beforeAll(async () => {
  await plane.start();
  mkdirSync(place.at('phone', 'DCIM'), { recursive: true });
  writeFileSync(place.at('phone', 'DCIM', 'one.jpg'), 'a picture');
  writeFileSync(place.at('token'), plane.authorization.newToken());
  policy('none', own);
  const enrol = ['enrol', plane.origin, '--token-file', place.at('token'), '--accept-notice', '--json'];
  expect((await run(...enrol, '--phone', `folder:${place.at('phone')}`, '--yes')).code).toBe(0);
  expect((await run('backup')).code).toBe(0);
});
afterAll(async () => {
  await plane.stop();
  place.remove();
});

describe('the wrap of a company', () => {
  it('is not made where the policy says that there is none, though a key is registered', async () => {
    expect(companyWraps()).toEqual([]);
    expect(await openedBy(own)).toBe('wrong-key');
  });

  it('is made once its person has read the statement that names the key, and then opens everything', async () => {
    policy('split', own);
    expect((await run('enrol')).code).toBe(15);
    expect(companyWraps()).toEqual([]);
    const accepted = await run('enrol', '--accept-notice');
    expect(accepted.stderr + accepted.stdout).toContain(fingerprintOf(own.publicKey));
    expect(accepted.code).toBe(0);
    expect(companyWraps()).toHaveLength(1);
    expect(await openedBy(own)).toBe('a picture');
  });

  it('is made to no key that the server puts in the place of the one that was read', async () => {
    const before = companyWraps();
    policy('split', foreign);
    const agent = startHoldfast(['agent', '--json'], home);
    const contacts = plane.checkIns.length;
    await until('two contacts', () => plane.checkIns.length > contacts + 1);
    agent.process.kill('SIGTERM');
    await agent.finished;
    expect(companyWraps()).toEqual(before);
    expect([await openedBy(foreign), await openedBy(own)]).toEqual(['wrong-key', 'a picture']);
  });

  it('is taken out once there is to be none: what is backed up from then on it does not open', async () => {
    policy('none', own);
    const accepted = await run('enrol', '--accept-notice');
    expect([accepted.code, accepted.stdout]).toEqual([
      0,
      expect.stringContaining('No key of your company opens what is backed up from now on.'),
    ]);
    const second = plane.store.named(plane.ids.repository, 'keys/00000002/').map(({ name }) => name);
    expect([second.length > 0, companyWraps().filter((name) => second.includes(name))]).toEqual([true, []]);
    expect(await openedBy(own)).toBe('wrong-key');
  });
});
