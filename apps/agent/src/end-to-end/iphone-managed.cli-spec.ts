import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { startIosPhone } from '@holdfast/phone-simulator';
import type { Clock, IosPhone } from '@holdfast/phone-simulator';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { fillIphone, hashesBelow, hashesOfIphone, withoutRecords } from '../testing/iphone-contents.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import type { Finished, Started } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(120_000);

const UDID = '00008110-00AABBCCDDEEFF04';
const LABEL = 'My iPhone';
const place = temporary();
const home = place.at('home');
const plane = new ControlPlaneDouble();
let phone: IosPhone;
let phoneId = '';
let agent: Started | undefined;
/** How often the phone asked for its passcode. */
let asked = 0;
/** Whether its person types it in at once. */
let isThere = true;
/** How fast the phone's three minutes go by. */
let rate = 1;
const clock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds / rate, undefined, signal && { signal }),
};

const run = (...words: string[]): Promise<Finished> =>
  holdfast(words, home, { USBMUXD_SOCKET_ADDRESS: phone.address });
const policy = (scope: object): PolicyV1 => PolicyV1.parse({ schema: 1, name: 'Standard', scope });
const CATEGORIES = ['photos', 'videos', 'contacts', 'messages'];

type Told = { phase: string; waitingFor?: { step: string; askedSecondsAgo: number; secondsLeft: number } };
const backups = (): { outcome?: string; cause?: string; progress: unknown[] }[] =>
  [...plane.runs.values()].filter(({ kind }) => kind === 'backup');
const waits = (): boolean =>
  (backups().at(-1)?.progress as Told[]).some(({ waitingFor }) => waitingFor?.step === 'passcode');

const events = (): string[] =>
  (agent?.stdout() ?? '')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { event: string }).event);
const askFor = (): void =>
  void (plane.commands = [{ id: randomUUID(), kind: 'backup', phoneId, text: null }]);
async function startAgent(): Promise<void> {
  agent = startHoldfast(['agent', '--json'], home, { USBMUXD_SOCKET_ADDRESS: phone.address });
  await until('the phone', () => events().includes('attached'));
}
async function stopAgent(): Promise<void> {
  if (agent?.process.exitCode !== null) return;
  agent.process.kill('SIGTERM');
  await agent.finished;
}
async function plugAnew(): Promise<void> {
  const before = events().filter((event) => event === 'detached').length;
  phone.unplug();
  await until('it is seen as gone', () => events().filter((event) => event === 'detached').length > before);
  phone.plug();
}

beforeAll(async () => {
  await plane.start();
  mkdirSync(place.at('phone'));
  await fillIphone(place.at('phone'));
  phone = await startIosPhone({
    root: place.at('phone'),
    udid: UDID,
    name: 'NAMEOFEVE',
    passcode: 'ask',
    clock,
    onAsked: () => {
      asked += 1;
      if (isThere) setTimeout(() => phone.enterPasscode(), 50);
    },
  });
  writeFileSync(place.at('token'), plane.authorization.newToken());
  const enrol = [
    '--token-file',
    place.at('token'),
    '--accept-notice',
    '--recovery-code-file',
    place.at('code'),
  ];
  expect((await run('enrol', plane.origin, ...enrol)).code).toBe(0);
});

afterEach(() => stopAgent());

afterAll(async () => {
  await phone.close();
  await plane.stop();
  place.remove();
});

describe('an enrolled iPhone', () => {
  it('is enrolled by its person, and nobody is told its name or number', async () => {
    const enrolled = await run('enrol', '--phone', UDID, '--phone-label', LABEL, '--yes', '--json');
    expect([enrolled.code, enrolled.json()]).toEqual([
      0,
      expect.objectContaining({
        phone: {
          phoneId: expect.any(String),
          label: LABEL,
          platform: 'ios',
          model: expect.stringContaining('iPhone'),
          osVersion: expect.any(String),
        },
      }),
    ]);
    phoneId = enrolled.json<{ phone: { phoneId: string } }>().phone.phoneId;
    expect((await run('phones')).stdout).toMatch(/My iPhone +yes +holdfast backup 'My iPhone'/);
  });

  it('gives photos and videos where the policy does not ask for the whole of it, and says what it does not give', async () => {
    plane.policy = policy({ categories: CATEGORIES, iosBackup: 'photos' });
    const finished = await run('backup', LABEL, '--json');
    expect([finished.code, asked]).toEqual([0, 0]);
    expect(finished.stderr).toContain('contacts, messages only as a whole');
    expect(finished.json()).toMatchObject({ snapshot: { files: 4, name: LABEL }, leftOut: [] });
    expect(plane.snapshots.at(-1)?.facts.leftOut).toEqual([
      { category: 'contacts', cause: 'not-in-policy', count: 1 },
      { category: 'messages', cause: 'not-in-policy', count: 1 },
    ]);
  });

  it('is read whole where the policy says so, and comes back whole', async () => {
    plane.policy = policy({ categories: CATEGORIES, iosBackup: 'whole', iosEncryptedBackup: 'off' });
    const finished = await run('backup', LABEL, '--json');
    expect([finished.code, asked, finished.stderr]).toEqual([
      0,
      1,
      expect.stringContaining('asks for its passcode'),
    ]);
    const target = place.at('back');
    expect((await run('restore', 'latest', '--target', target)).code).toBe(0);
    expect(withoutRecords(hashesBelow(target))).toEqual(hashesOfIphone(place.at('phone')));
    const heard = plane.heard.join('\n');
    for (const secret of [UDID, 'NAMEOFEVE', 'IMG_0001', 'com.example']) expect(heard).not.toContain(secret);
  });
});

describe('holdfast agent, with an iPhone', () => {
  it('tells that it waits for the passcode, and goes on when it is typed in', async () => {
    isThere = false;
    askFor();
    await startAgent();
    await until('the sheet is told of', () => backups().length === 3 && waits());
    const told = (backups().at(-1)?.progress as Told[]).find(({ waitingFor }) => waitingFor)?.waitingFor;
    expect(told).toEqual({
      step: 'passcode',
      askedSecondsAgo: expect.any(Number),
      secondsLeft: expect.any(Number),
    });
    expect((told?.askedSecondsAgo ?? 0) + (told?.secondsLeft ?? 0)).toBe(180);
    expect((await run('status')).stdout).toMatch(/passcode/);
    phone.enterPasscode();
    await until('completed', () => events().includes('backup-completed'));
    expect(backups().at(-1)).toMatchObject({ outcome: 'completed' });
  });

  it('ends as interrupted when nobody comes, asks not again while it stays there, and again when it is plugged in anew', async () => {
    const before = asked;
    rate = 100;
    askFor();
    await startAgent();
    await until('interrupted', () => events().includes('backup-interrupted'));
    expect(backups().at(-1)).toMatchObject({ outcome: 'interrupted', cause: 'passcode-not-given' });
    const status = (await run('status', '--json')).json<{
      phones: { nextDueAt: string; lastCause: string }[];
    }>();
    expect(status.phones[0]?.lastCause).toBe('passcode-not-given');
    const due = new Date(status.phones[0]?.nextDueAt ?? 0).getTime();
    expect(due - Date.now()).toBeGreaterThan(3 * 3_600_000);
    isThere = true;
    await plugAnew();
    await until('completed', () => events().includes('backup-completed'), 40);
    expect(asked).toBe(before + 2);
  });

  it('ends a run that waits when its person says later, and leaves them in peace until they say now', async () => {
    const before = asked;
    isThere = false;
    rate = 1;
    askFor();
    await startAgent();
    await until('it waits', () => asked > before && waits());
    const later = await run('later', LABEL, '--json');
    expect([later.code, later.json()]).toEqual([0, { phoneId, until: expect.stringMatching(/^\d{4}-.*Z$/) }]);
    await until('interrupted', () => events().includes('backup-interrupted'));
    expect(backups().at(-1)).toMatchObject({ outcome: 'interrupted', cause: 'passcode-not-given' });
    isThere = true;
    await stopAgent();
    await startAgent();
    // It hears of phones and of what their person said every two seconds.
    await sleep(5000);
    expect([asked, events().includes('backup-begins')]).toEqual([before + 1, false]);
    expect((await run('later', '--now', '--json')).json()).toEqual({ phoneId, until: null });
    await until('completed', () => events().includes('backup-completed'), 40);
    expect(asked).toBe(before + 2);
  });
});
