import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { Keychain } from '../testing/keychain.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(60_000);

const place = temporary();
const plane = new ControlPlaneDouble();
let keychain: Keychain;

/** As a person's own session runs it: the keychain is asked. */
const run = (home: string, ...arguments_: string[]): Promise<Finished> =>
  holdfast(arguments_, place.at(home), { HOLDFAST_KEY_STORE: '', ...keychain.env });
const enrol = ['--accept-notice', '--recovery-code-file'];

function tokenFile(): string {
  writeFileSync(place.at('token'), plane.authorization.newToken(), { mode: 0o600 });
  return place.at('token');
}

beforeAll(async () => {
  await plane.start();
  keychain = await Keychain.start();
});

afterAll(async () => {
  await keychain.stop();
  await plane.stop();
  place.remove();
});

describe('secrets in the keychain', () => {
  it('are in no file of the state folder, and enough to work with', async () => {
    const made = await run(
      'one',
      'enrol',
      plane.origin,
      '--token-file',
      tokenFile(),
      ...enrol,
      place.at('code'),
    );
    expect([made.code, made.stdout]).toEqual([0, expect.not.stringContaining('lie in a file')]);
    expect(plane.keyStores).toEqual(['keychain']);
    const state = place.at('one', 'state');
    expect(existsSync(place.at('one', 'state', 'secrets.json'))).toBe(false);
    const kept = readdirSync(state).map((name) => readFileSync(`${state}/${name}`, 'utf8'));
    const [grant] = plane.authorization.grants;
    for (const secret of [grant?.refreshToken ?? '', grant?.accessToken ?? '', plane.phoneHashKey])
      expect(kept.join('\n')).not.toContain(secret);
    plane.authorization.expireAccessTokens();
    expect((await run('one', 'snapshots')).code).toBe(0);
    expect(plane.authorization.refreshed).toBe(1);
  });

  it('are of one state folder each', async () => {
    expect((await run('other', 'enrol')).code).toBe(15);
    const made = await run(
      'other',
      'enrol',
      plane.origin,
      '--token-file',
      tokenFile(),
      ...enrol,
      place.at('code'),
    );
    expect(made.code).toBe(0);
    plane.authorization.expireAccessTokens();
    for (const home of ['one', 'other'])
      expect((await run(home, 'status')).stdout).toMatch(/lie in the keychain.* lets this workstation in/);
  });

  it('go on in the keychain where a company wants it so and none worked at first', async () => {
    const before = plane.policy;
    plane.policy = { ...before, limits: { ...before.limits, keyStore: 'keychain' } };
    const argv = ['enrol', plane.origin, '--token-file', tokenFile(), ...enrol, place.at('code')];
    const refused = await holdfast(argv, place.at('late'));
    expect([refused.code, refused.stderr]).toEqual([16, expect.stringContaining('keychain')]);
    expect((await run('late', 'enrol', ...enrol, place.at('code'))).code).toBe(0);
    expect(plane.keyStores.at(-1)).toBe('keychain');
    expect(existsSync(place.at('late', 'state', 'secrets.json'))).toBe(false);
    plane.policy = before;
  });

  it('are said to be out of reach when there is no keychain to ask', async () => {
    await keychain.stop();
    const without = await run('one', 'keys', 'list');
    expect([without.code, without.stderr]).toEqual([10, expect.stringContaining('unlock the keychain')]);
  });
});
