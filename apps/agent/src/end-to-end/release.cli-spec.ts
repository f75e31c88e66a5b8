import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { atTerminal } from '../testing/at-terminal.js';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { holdfast, startHoldfast, until } from '../testing/run-holdfast.js';
import type { Started } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(60_000);

const place = temporary();
const home = place.at('home');
const plane = new ControlPlaneDouble();
const run = (...words: string[]) => holdfast(words, home);
const enrolled = async (): Promise<string[]> => {
  const { phones } = (await run('phones', '--json')).json<{
    phones: { label: string | null; enrolled: boolean }[];
  }>();
  return phones.filter((one) => one.enrolled).map(({ label }) => label ?? '');
};
const enrol = (label: string) =>
  run('enrol', '--phone', `folder:${place.at(label)}`, '--phone-label', label, '--yes', '--json');

beforeAll(async () => {
  await plane.start();
  for (const label of ['sold', 'kept']) {
    mkdirSync(place.at(label));
    writeFileSync(place.at(label, 'photo.jpg'), label);
  }
  writeFileSync(place.at('token'), plane.authorization.newToken());
  const code = ['--recovery-code-file', place.at('code'), '--prove-recovery-code'];
  const made = await run(
    'enrol',
    plane.origin,
    '--token-file',
    place.at('token'),
    '--accept-notice',
    ...code,
  );
  expect(made.code).toBe(0);
  for (const label of ['sold', 'kept']) expect((await enrol(label)).code).toBe(0);
  expect((await run('backup', 'sold')).code).toBe(0);
});
let agent: Started | undefined;
afterAll(async () => {
  agent?.process.kill('SIGKILL');
  await plane.stop();
  place.remove();
});

describe('holdfast release', () => {
  it('releases nothing that was not meant, and nothing that nobody said yes to', async () => {
    expect((await run('release', '--yes')).code).toBe(2);
    expect((await run('release', 'neither', '--yes')).code).toBe(14);
    const script = await run('release', 'sold', '--json');
    expect([script.code, script.stderr]).toEqual([2, expect.stringContaining('Add --yes')]);
    const left = await atTerminal(['release', 'sold'], home, () => 'no');
    expect([left.code, plane.phones.size]).toEqual([130, 2]);
  });

  it('ends the enrolment of a phone for good, and what is backed up of it comes back', async () => {
    const released = await run('release', 'sold', '--yes', '--json');
    expect(released.json()).toEqual({ released: { phoneId: expect.any(String), label: 'sold' } });
    expect([...plane.phones.values()].map(({ label }) => label)).toEqual(['kept']);
    expect((await run('backup', 'sold')).code).not.toBe(0);
    const target = place.at('back');
    expect((await run('restore', 'latest', '--phone', 'sold', '--target', target)).code).toBe(0);
    expect(readFileSync(place.at('back', 'photo.jpg'), 'utf8')).toBe('sold');
    // It is not offered again: its person has just said what is to be.
    expect((await run('phones', '--json')).stdout).not.toContain(place.at('sold'));
  });

  it('takes it back when it is enrolled again', async () => {
    expect((await enrol('sold')).code).toBe(0);
    expect((await run('backup', 'sold')).code).toBe(0);
  });
});

describe('a phone that was released elsewhere', () => {
  it('stays so when the workstation goes on with its enrolment, and is forgotten here', async () => {
    const [id = ''] = [...plane.phones].find(([, { label }]) => label === 'sold') ?? [];
    plane.release(id);
    const again = await run('enrol', '--json');
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('sold was released')]);
    expect([[...plane.phones.values()].map(({ label }) => label), await enrolled()]).toEqual([
      ['kept'],
      ['kept'],
    ]);
    expect((await enrol('sold')).code).toBe(0);
  });
});

describe('an agent whose phone was released elsewhere', () => {
  it('says so once, forgets the phone and leaves it alone', async () => {
    const started = startHoldfast(['agent', '--json'], home);
    agent = started;
    const events = () =>
      started
        .stdout()
        .split('\n')
        .filter((line) => line.includes('"released"'));
    await until('both are watched', () => plane.checkIns.at(-1)?.phones.length === 2);
    const [id = ''] = [...plane.phones].find(([, { label }]) => label === 'kept') ?? [];
    plane.release(id);
    await run('later', 'sold');
    await until('it is told', () => events().length > 0, 40);
    await until('it is forgotten', () => plane.checkIns.at(-1)?.phones.length === 1, 40);
    expect(events()).toEqual([expect.stringContaining('kept was released')]);
    started.process.kill('SIGTERM');
    expect((await started.finished).code).toBe(0);
    agent = undefined;
    expect(await enrolled()).toEqual(['sold']);
  });
});
