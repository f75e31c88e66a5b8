import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import type { AndroidPhone } from '@holdfast/phone-simulator';
import { startAndroidPhone } from '@holdfast/phone-simulator';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { holdfast, startHoldfast, until, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const place = temporary();
const plane = new ControlPlaneDouble();
const adbWasRun = place.at('adb-was-run');
const env = { HOLDFAST_ADB: place.at('adb') };
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, place.at('home'), env);
let phone: AndroidPhone;
let address = '';

const policy = (usbDebugging: 'never' | 'remind-off'): PolicyV1 =>
  PolicyV1.parse({ schema: 1, name: 'Standard', scope: { usbDebugging } });

/** Lets the next program try to start adb again. */
const aMinuteLater = (): void => rmSync(place.at('home', 'cache', 'adb-start'), { force: true });

beforeAll(async () => {
  mkdirSync(place.at('sdcard', 'DCIM'), { recursive: true });
  writeFileSync(place.at('sdcard', 'DCIM', 'one.jpg'), 'a picture');
  writeFileSync(place.at('adb'), `#!/bin/sh\necho > ${adbWasRun}\nexit 1\n`);
  chmodSync(place.at('adb'), 0o755);
  phone = await startAndroidPhone({ root: place.at('sdcard'), auth: 'none' });
  address = `127.0.0.1:${phone.port}`;
  await plane.start();
  writeFileSync(place.at('token'), plane.authorization.newToken());
  const enrol = ['enrol', plane.origin, '--token-file', place.at('token'), '--accept-notice'];
  expect((await run(...enrol, '--recovery-code-file', place.at('code'))).code).toBe(0);
});
afterAll(async () => {
  await phone.close();
  await plane.stop();
  place.remove();
});

describe('a policy about USB debugging', () => {
  it('that forbids it refuses an Android phone, names the way that is left, and starts no adb', async () => {
    plane.policy = policy('never');
    const refused = await run('enrol', '--phone', 'R58M123', '--yes');
    expect([refused.code, refused.stderr]).toEqual([
      16,
      expect.stringMatching(/does not allow USB debugging.*not opened.*--phone folder:DIR/s),
    ]);
    expect(existsSync(adbWasRun)).toBe(false);
    mkdirSync(place.at('mounted'));
    expect((await run('enrol', '--phone', `folder:${place.at('mounted')}`, '--yes')).code).toBe(0);
  });

  it('that does not forbid it has the deployed adb started for the person who asks', async () => {
    plane.policy = policy('remind-off');
    const listed = await run('phones');
    expect(listed.stderr).toMatch(/adb did not start an adb server: it ended with 1\. Phones on the network/);
    expect(existsSync(adbWasRun)).toBe(true);
    expect((await run('enrol', '--phone', address, '--phone-label', 'Pixel', '--yes')).code).toBe(0);
  });

  it('offers a reminder once, and reminds after each run of who wants it', async () => {
    const offered = /Shall Holdfast remind you.*debugging-reminder on/;
    expect((await run('backup', 'Pixel')).stderr).toMatch(offered);
    expect((await run('backup', 'Pixel')).stderr).not.toContain('debugging');
    expect((await run('debugging-reminder', 'on', '--json')).json()).toEqual({ debuggingReminder: 'on' });
    for (let backup = 0; backup < 2; backup += 1)
      expect((await run('backup', 'Pixel')).stderr).toContain('USB debugging is still on at Pixel');
    expect((await run('debugging-reminder', 'off')).code).toBe(0);
    expect((await run('backup', 'Pixel')).stderr).not.toContain('debugging');
  });

  it('that forbids it later ends runs before the phone is opened, and says so to both sides', async () => {
    plane.policy = policy('never');
    const { filesRead, foldersListed } = phone.faultStats;
    const [phoneId] = [...plane.phones].find(([, { label }]) => label === 'Pixel') ?? [''];
    plane.commands = [{ id: randomUUID(), kind: 'backup', phoneId, text: null }];
    plane.runs.clear();
    rmSync(adbWasRun);
    aMinuteLater();
    const agent = startHoldfast(['agent', '--json'], place.at('home'), env);
    await until('the log', () => agent.stdout().includes('"backup-failed"'));
    await until('that the command is done', () => plane.commands.length === 0);
    expect([...plane.runs.values()].map(({ outcome, cause }) => [outcome, cause])).toContainEqual([
      'failed',
      'not-in-policy',
    ]);
    expect(agent.stdout()).toContain('does not allow USB debugging');
    const status = await run('status');
    expect(status.stdout).toMatch(/Pixel: .*\(not-in-policy\)\.\n {2}Your company's policy.*folder:DIR/);
    agent.process.kill('SIGTERM');
    await agent.finished;
    const refused = await run('backup', 'Pixel');
    expect([refused.code, refused.stderr]).toEqual([16, expect.stringContaining('folder:DIR')]);
    await run('phones');
    expect(existsSync(adbWasRun)).toBe(false);
    expect(phone.faultStats).toMatchObject({ filesRead, foldersListed });
  });
});
