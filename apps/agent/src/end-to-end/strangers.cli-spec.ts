import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AndroidPhone, IosPhone } from '@holdfast/phone-simulator';
import { startAndroidPhone, startIosPhone } from '@holdfast/phone-simulator';
import type { CommandContext } from '../commands/command-context.js';
import { readEnvironment } from '../environment.js';
import { enrolmentOf } from '../managed/enrolment.js';
import { offerPhones } from '../managed/offer-phones.js';
import { Output } from '../terminal/output.js';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { filesBelow } from '../testing/iphone-room.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const SECRETS = ['SERIALOFNOCONCERN', '00008110-0011223344556677', 'NAMEOFNOCONCERN', 'private.jpg'];
const DAY_MS = 86_400_000;
const place = temporary();
const home = place.at('home');
const plane = new ControlPlaneDouble();
let android: AndroidPhone;
let iphone: IosPhone;
let env: Record<string, string>;

beforeAll(async () => {
  await plane.start();
  for (const [root, folder] of [
    ['android', 'DCIM'],
    ['iphone', 'MediaDomain'],
  ] as const) {
    mkdirSync(place.at(root, folder), { recursive: true });
    writeFileSync(place.at(root, folder, 'private.jpg'), 'not for us');
  }
  const [serial = '', udid = '', name = ''] = SECRETS;
  android = await startAndroidPhone({ root: place.at('android'), serial });
  iphone = await startIosPhone({ root: place.at('iphone'), udid, name });
  env = {
    HOLDFAST_PHONE_ADDRESSES: `127.0.0.1:${String(android.port)}`,
    USBMUXD_SOCKET_ADDRESS: iphone.address,
  };
  writeFileSync(place.at('token'), plane.authorization.newToken());
  const code = ['--recovery-code-file', place.at('code')];
  const words = ['enrol', plane.origin, '--token-file', place.at('token'), '--accept-notice', ...code];
  expect((await holdfast(words, home, env)).code).toBe(0);
});
afterAll(async () => {
  await android.close();
  await iphone.close();
  await plane.stop();
  place.remove();
});

const expectUnread = (): void => {
  expect(android.faultStats).toMatchObject({ filesRead: 0, foldersListed: 0 });
  expect(iphone.faultStats).toMatchObject({ sessions: 0, paired: 0 });
};

/** Offers what is plugged in to somebody who answers each question so; what they were told. */
async function offered(answer: string, daysLater = 0, isTTY = true): Promise<string> {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  let told = '';
  const write = (text: string): boolean => {
    told += text;
    if (text.includes('Is it yours?')) setImmediate(() => stdin.write(`${answer}\n`));
    return true;
  };
  const context: CommandContext = {
    environment: readEnvironment({ HOLDFAST_HOME: home, HOLDFAST_KEY_STORE: 'file', ...env }),
    streams: { stdin, stdout: { write }, stderr: { write } },
    signal: new AbortController().signal,
    now: () => new Date(Date.now() + daysLater * DAY_MS),
  };
  const enrolment = await enrolmentOf(context.environment.stateFolder);
  await offerPhones(context, {}, enrolment, new Output(context.streams, {}));
  return told;
}

describe('phones that nobody enrolled', () => {
  it('are left alone by the agent: no byte read, nothing kept, logged or reported', async () => {
    const agent = startHoldfast(['agent', '--json'], home, env);
    await until('contact', () => agent.stdout().includes('"connected"'));
    // It hears of phones every two seconds.
    await sleep(4500);
    agent.process.kill('SIGTERM');
    const { stdout, stderr } = await agent.finished;
    expectUnread();
    expect(android.faultStats.bytesSent).toBe(0);
    const kept = filesBelow(home).map(([name, at]) => name + readFileSync(at, 'latin1'));
    for (const text of [stdout, stderr, ...plane.heard, ...kept])
      for (const secret of [...SECRETS, String(android.port)]) expect(text).not.toContain(secret);
  });

  it('are offered at a terminal only, and left alone whatever is answered but “mine”', async () => {
    expect(await offered('1', 0, false)).toBe('');
    const asked = await offered('2');
    expect(asked.match(/Nothing of it was read\. Is it yours\?/g)).toHaveLength(2);
    expect(await offered('1', 6)).toBe('');
    expect(await offered('3', 8)).toContain('nobody is told');
    expect(plane.answered).toBe('not-for-work');
    expect(await offered('4', 16)).toContain('nobody is told');
    expect(plane.answered).toBe('declined');
    await offered('5', 24);
    expect(await offered('1', 4000)).toBe('');
    expectUnread();
    expect(plane.phones.size).toBe(0);
    for (const secret of SECRETS) expect(plane.heard.join('\n')).not.toContain(secret);
  });
});

describe('another user of the same computer', () => {
  it('can read nothing of what the enrolment of this one keeps, nor run it', () => {
    const state = filesBelow(join(home, 'state')).map(([name, at]) => ({ name, ...statSync(at) }));
    // The lock of a grant is an empty file, which the folder keeps to its owner.
    const open = state.filter(({ mode, size }) => size > 0 && (mode & 0o077) !== 0);
    expect(open.map(({ name }) => name)).toEqual([]);
    expect(statSync(join(home, 'state')).mode & 0o777).toBe(0o700);
    if (process.getuid?.() !== 0) return;
    chmodSync(place.root, 0o755);
    const as = (...words: string[]) =>
      spawnSync('setpriv', ['--reuid', '65534', '--clear-groups', ...words], {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOLDFAST_HOME: home, HOLDFAST_KEY_STORE: 'file' },
      });
    expect(as('ls', place.root).status).toBe(0);
    expect(as('ls', join(home, 'state')).status).not.toBe(0);
    const ran = as(process.execPath, join(import.meta.dirname, '../../bin/holdfast.mjs'), 'status', '--json');
    expect(ran.status).not.toBe(0);
    expect(ran.stdout + ran.stderr).not.toMatch(/Eve Example|Example Ltd/);
  });
});
