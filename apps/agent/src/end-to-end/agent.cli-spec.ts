import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AndroidPhone, PhoneFaults } from '@holdfast/phone-simulator';
import { startAndroidPhone } from '@holdfast/phone-simulator';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import type { Started } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(120_000);

const place = temporary();
const home = place.at('home');
const plane = new ControlPlaneDouble();
const faults: { -readonly [K in keyof PhoneFaults]: PhoneFaults[K] } = {};
let phone: AndroidPhone;
let stranger: AndroidPhone;
let phoneId = '';
let agent: Started | undefined;

const events = (): string[] =>
  (agent?.stdout() ?? '')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { event: string }).event);

function startAgent(): Started {
  agent = startHoldfast(['agent', '--json'], home, {
    HOLDFAST_PHONE_ADDRESSES: `127.0.0.1:${stranger.port}`,
  });
  return agent;
}

async function stopAgent(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  agent?.process.kill(signal);
  return (await agent?.finished)?.code ?? null;
}

const runs = (): (string | undefined)[] =>
  [...plane.runs.values()].filter(({ kind }) => kind === 'backup').map(({ outcome }) => outcome);

beforeAll(async () => {
  await plane.start();
  mkdirSync(place.at('sdcard', 'DCIM'), { recursive: true });
  for (let file = 0; file < 24; file += 1) {
    writeFileSync(place.at('sdcard', 'DCIM', `photo ${file}.jpg`), randomBytes(1_500_000));
  }
  mkdirSync(place.at('theirs', 'DCIM'), { recursive: true });
  writeFileSync(place.at('theirs', 'DCIM', 'private.jpg'), 'not for us');
  phone = await startAndroidPhone({ root: place.at('sdcard'), faults });
  stranger = await startAndroidPhone({
    root: place.at('theirs'),
    serial: 'STRANGERSERIAL',
    model: 'Stranger',
  });
  writeFileSync(place.at('token'), plane.authorization.newToken());
  const enrol = [
    'enrol',
    plane.origin,
    '--token-file',
    place.at('token'),
    '--accept-notice',
    '--recovery-code-file',
  ];
  const more = [
    place.at('code'),
    '--prove-recovery-code',
    '--phone',
    `127.0.0.1:${phone.port}`,
    '--phone-label',
    'My Pixel',
    '--yes',
    '--json',
  ];
  const enrolled = await holdfast([...enrol, ...more], home);
  expect([enrolled.code, enrolled.stderr.includes('holdfast:')]).toEqual([0, false]);
  expect([enrolled.json()['recoveryCodeProven'], plane.keys.code?.provenOn]).toEqual([
    true,
    expect.any(String),
  ]);
  phoneId = enrolled.json<{ phone: { phoneId: string } }>().phone.phoneId;
  await phone.unplug();
});

afterEach(async () => {
  if (agent?.process.exitCode === null) await stopAgent();
});

afterAll(async () => {
  await phone.close();
  await stranger.close();
  await plane.stop();
  place.remove();
});

describe('holdfast agent', () => {
  it('backs a phone up because it was plugged in, survives a pulled cable, and goes on when it is back', async () => {
    startAgent();
    await until('contact', () => events().includes('connected'));
    // Eighteen seconds: it is not over before it was asked about, on whatever computer.
    Object.assign(faults, { bytesPerSecond: 2_000_000 });
    await phone.plug();
    await until('the run', () => [...plane.runs.values()].some(({ progress }) => progress.length > 0));
    const status = await holdfast(['status', '--json'], home);
    expect(status.json()).toMatchObject({
      running: true,
      agent: { version: expect.any(String), pid: expect.any(Number), startedAt: expect.any(String) },
      contact: { ok: true, at: expect.any(String), problem: null },
      policy: { name: 'Standard', version: 1, everyHours: 24, usbDebugging: 'remind-off' },
      debuggingReminder: 'open',
      notice: 'accepted',
      phones: [
        {
          phoneId,
          label: 'My Pixel',
          attach: 'ready',
          next: null,
          running: 'backup',
          newestSnapshotAt: null,
        },
      ],
    });
    expect((await holdfast(['status'], home)).stdout).toContain('never backed up');
    expect(statSync(place.at('home', 'state', 'agent.sock')).mode & 0o777).toBe(0o600);
    expect((await holdfast(['agent'], home)).code).toBe(12);
    await phone.unplug();
    await until('interrupted', () => events().includes('backup-interrupted'));
    expect(plane.snapshots).toHaveLength(0);
    const [first] = [...plane.runs.values()];
    expect([first?.outcome, first?.cause]).toEqual(['interrupted', 'unplugged']);
    Object.assign(faults, { bytesPerSecond: undefined });
    await phone.plug();
    await until('completed', () => events().includes('backup-completed'), 40);
    expect(plane.snapshots).toHaveLength(1);
    await until('the offer of a reminder', () => events().includes('debugging-reminder'));
    expect(plane.snapshots[0]?.facts.categories).toEqual([
      expect.objectContaining({ category: 'photos', files: 24 }),
    ]);
    await until('the state reaches the server', () => plane.checkIns.at(-1)?.phones[0]?.attach === 'ready');
    expect(await stopAgent()).toBe(0);
    expect(existsSync(place.at('home', 'state', 'agent.sock'))).toBe(false);
  });

  it('leaves a stranger alone: no byte read, nothing logged, nothing reported', async () => {
    expect(stranger.faultStats).toMatchObject({ filesRead: 0, foldersListed: 0, bytesSent: 0 });
    const everything = plane.heard.join('\n') + (agent?.stdout() ?? '') + (agent?.stderr() ?? '');
    expect(everything).not.toMatch(/stranger/i);
    expect(everything).not.toContain(String(stranger.port));
    expect(await holdfast(['status', '--json'], home).then(({ stdout }) => stdout)).not.toMatch(/stranger/i);
  });

  it('does not back up again before it is due, but does when asked, and verifies when asked', async () => {
    const before = runs().length;
    const backup = { id: randomUUID(), kind: 'backup', phoneId, text: null };
    const verify = { id: randomUUID(), kind: 'verify', phoneId, text: null };
    startAgent();
    await until('attached', () => events().includes('attached'));
    expect(runs()).toHaveLength(before);
    plane.commands = [backup, verify];
    await until(
      'both done',
      () => events().includes('backup-completed') && events().includes('verify-completed'),
      40,
    );
    await until('told', () => plane.commands.length === 0);
    expect(runs()).toHaveLength(before + 1);
  });

  it('ends a run as interrupted when it is stopped or killed, and the next start goes on', async () => {
    for (let file = 0; file < 24; file += 1) {
      writeFileSync(place.at('sdcard', 'DCIM', `later ${file}.jpg`), randomBytes(500_000));
    }
    Object.assign(faults, { bytesPerSecond: 1_000_000 });
    plane.commands = [{ id: randomUUID(), kind: 'backup', phoneId, text: null }];
    const before = plane.runs.size;
    startAgent();
    await until('the run', () => plane.runs.size > before);
    await until('progress', () => ([...plane.runs.values()].at(-1)?.progress.length ?? 0) > 1);
    agent?.process.kill('SIGKILL');
    await agent?.finished;
    expect([...plane.runs.values()].at(-1)?.outcome).toBeUndefined();
    Object.assign(faults, { bytesPerSecond: undefined });
    startAgent();
    await until('completed', () => events().includes('backup-completed'), 40);
    await until('every end told', () => !runs().includes(undefined));
    expect(runs().filter((outcome) => outcome === 'interrupted').length).toBeGreaterThanOrEqual(2);
  });

  it('keeps going without its control plane and stops when its credential is refused', async () => {
    plane.isDown = true;
    startAgent();
    await until('disconnected', () => events().includes('disconnected'));
    expect((await holdfast(['status', '--json'], home)).json()).toMatchObject({
      running: true,
      contact: { ok: false },
    });
    plane.isDown = false;
    await until('connected', () => events().includes('connected'), 40);
    plane.authorization.revokeAll();
    const finished = await agent?.finished;
    expect([finished?.code, finished?.stderr]).toEqual([
      10,
      expect.stringContaining('Enrol this workstation again'),
    ]);
    const status = await holdfast(['status', '--json'], home);
    expect([status.code, status.json()]).toEqual([
      0,
      expect.objectContaining({ running: false, employee: 'Eve Example' }),
    ]);
  });
});
