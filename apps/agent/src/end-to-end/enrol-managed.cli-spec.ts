import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const place = temporary();
const plane = new ControlPlaneDouble();
const { authorization } = plane;
const home = place.at('home');
const preference = place.at('preference.json');
const env = { HOLDFAST_MANAGED_PREFERENCE: preference };
const run = (...words: string[]): Promise<Finished> => holdfast(words, home, env);
const standing = async (more: Record<string, string> = env): Promise<unknown> =>
  (await holdfast(['status', '--json'], home, more)).json()['credential'];
const state = (name: string): string => place.at('home', 'state', name);
const secrets = (): Record<string, unknown> => JSON.parse(readFileSync(state('secrets.json'), 'utf8'));
const code = (): string[] => ['--accept-notice', '--recovery-code-file', place.at('code')];

function putPreference(token?: string, mode = 0o600): void {
  writeFileSync(preference, JSON.stringify({ origin: plane.origin, token }), { mode });
  execFileSync('chmod', [mode.toString(8), preference]);
}

beforeAll(async () => {
  await plane.start();
});

afterAll(async () => {
  await plane.stop();
  place.remove();
});

describe('enrolling as device management says', () => {
  it('trusts no file that others may write', async () => {
    putPreference(authorization.newToken(), 0o622);
    const refused = await run('enrol');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining('others than the administrator'),
    ]);
    expect(authorization.grants.size).toBe(0);
  });

  it('goes on with its token where it stopped half-way', async () => {
    const before = plane.policy;
    plane.policy = { ...before, limits: { ...before.limits, keyStore: 'keychain' } };
    putPreference(authorization.newToken());
    expect((await run('enrol', ...code())).code).toBe(16);
    expect((await run('keys', 'list')).code).toBe(15);
    plane.policy = before;
    expect((await run('enrol', ...code())).code).toBe(0);
    expect([authorization.enrolmentTokens.size, authorization.grants.size]).toEqual([1, 1]);
    expect(statSync(state('secrets.json')).mode & 0o777).toBe(0o600);
    const record = readFileSync(state('enrolment.json'), 'utf8');
    for (const secret of ['refreshToken', 'privateKey', 'phoneHashKey'])
      expect(record).not.toContain(secrets()[secret]);
    expect((await run('status', '--json')).json()).toMatchObject({ keyStore: 'file', credential: 'works' });
  });

  it('says that its token is spent, and lets the person sign in instead', async () => {
    const started = startHoldfast(['enrol', '--no-browser'], place.at('second'), env);
    await until('the address', () => /^ {2}http/m.test(started.stderr()), 20);
    started.process.kill('SIGINT');
    await started.finished;
    expect(started.stderr().match(/was used already or has expired/g)).toHaveLength(1);
  });
});

describe('tokens', () => {
  it('are refreshed by one of several that need it at once', async () => {
    authorization.expireAccessTokens();
    const all = await Promise.all([1, 2, 3].map(() => standing()));
    expect([all, authorization.refreshed]).toEqual([['works', 'works', 'works'], 1]);
  });

  it('are asked for again where the answer was lost', async () => {
    authorization.expireAccessTokens();
    authorization.losesAnswers = 1;
    expect(await standing()).toBe('works');
    expect([authorization.refreshed, authorization.grants.size]).toEqual([3, 1]);
  });

  it('are not used up where what they bring cannot be kept', async () => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return; // Only root can mount a full disk.
    const full = place.at('full', 'state');
    mkdirSync(full, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', full]);
    try {
      execFileSync('cp', ['-a', `${place.at('home', 'state')}/.`, full]);
      execFileSync('sh', ['-c', `cat /dev/zero > ${full}/filler || true`], { stdio: 'ignore' });
      authorization.expireAccessTokens();
      const before = authorization.refreshed;
      const refused = await holdfast(['keys', 'list'], place.at('full'));
      expect([refused.code, refused.stderr]).toEqual([6, expect.stringContaining('disk is full')]);
      expect(authorization.refreshed).toBe(before);
      execFileSync('rm', [`${full}/filler`]);
      expect((await holdfast(['status'], place.at('full'))).stdout).toContain('lets this workstation in');
      execFileSync('cp', ['-a', `${full}/secrets.json`, state('secrets.json')]);
    } finally {
      execFileSync('umount', [full]);
    }
  });

  it('are worth nothing without the key that they are bound to', async () => {
    const { d, x, y, ...rest } = JSON.parse(
      execFileSync(process.execPath, [
        '-p',
        "JSON.stringify(crypto.generateKeyPairSync('ec',{namedCurve:'P-256'}).privateKey.export({format:'jwk'}))",
      ]).toString(),
    ) as Record<string, string>;
    const copied = { ...secrets(), dpopKey: { ...rest, x, y, d } };
    execFileSync('cp', ['-a', home, place.at('thief')]);
    for (const accessToken of [secrets()['accessToken'], null]) {
      writeFileSync(place.at('thief', 'state', 'secrets.json'), JSON.stringify({ ...copied, accessToken }));
      const refused = await holdfast(['keys', 'list'], place.at('thief'));
      expect([accessToken, refused.code]).toEqual([accessToken, 10]);
    }
    expect(await standing()).toBe('works');
  });

  it('count for nothing that the clock of this workstation says', async () => {
    for (const days of [1, -1]) {
      const off = `const now=Date.now;Date.now=()=>now()+${days * 86_400_000}`;
      const shifted = { ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(off)}` };
      expect(await standing(shifted)).toBe('works');
    }
  });
});

describe('an enrolment', () => {
  it('of an earlier version is explained, and keeps its key when it is made again', async () => {
    const record = JSON.parse(readFileSync(state('enrolment.json'), 'utf8')) as Record<string, unknown>;
    const { privateKey, phoneHashKey } = secrets();
    const earlier = { ...record, format: 1, agentToken: 'of old', privateKey, phoneHashKey };
    mkdirSync(place.at('earlier', 'state'), { recursive: true });
    writeFileSync(place.at('earlier', 'state', 'enrolment.json'), JSON.stringify(earlier));
    const told = await holdfast(['keys', 'list'], place.at('earlier'));
    expect([told.code, told.stderr]).toEqual([15, expect.stringContaining(`holdfast enrol ${plane.origin}`)]);
    writeFileSync(place.at('token'), authorization.newToken(), { mode: 0o644 });
    const again = await holdfast(
      ['enrol', plane.origin, '--token-file', place.at('token')],
      place.at('earlier'),
    );
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('may read')]);
    expect((await holdfast(['snapshots'], place.at('earlier'))).code).toBe(0);
  });

  it('ends here and at the control plane, and here alone where that is away', async () => {
    const grants = authorization.grants.size;
    expect((await run('unenrol', '--json')).code).toBe(2);
    const ended = await run('unenrol', '--yes', '--json');
    expect(ended.json()).toEqual({ server: plane.origin, endedAtServer: true, left: null });
    expect(authorization.grants.size).toBe(grants - 1);
    for (const name of ['secrets.json', 'enrolment.json', 'phones.json'])
      expect(existsSync(state(name))).toBe(false);
    plane.isDown = true;
    const alone = await holdfast(['unenrol', '--yes'], place.at('earlier'));
    plane.isDown = false;
    expect([alone.code, alone.stderr]).toEqual([0, expect.stringContaining('End it there too')]);
    expect(existsSync(place.at('earlier', 'state', 'secrets.json'))).toBe(false);
    expect((await holdfast(['unenrol', '--yes'], place.at('earlier'))).code).toBe(15);
  });
});
