import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AndroidPhone, PhoneFaults } from '@holdfast/phone-simulator';
import { startAndroidPhone } from '@holdfast/phone-simulator';
import { ControlPlaneDouble } from '../testing/control-plane-double.js';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const place = temporary();
const plane = new ControlPlaneDouble();
const faults: { -readonly [K in keyof PhoneFaults]: PhoneFaults[K] } = {};
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, place.at('home'));
let phone: AndroidPhone;
let address = '';
/** Another phone from the first file on that is read, where it is a number. */
let readBefore: number | undefined;

beforeAll(async () => {
  mkdirSync(place.at('sdcard', 'DCIM'), { recursive: true });
  writeFileSync(place.at('sdcard', 'DCIM', 'one.jpg'), 'a picture');
  Object.defineProperty(faults, 'swapSerialAfter', {
    get: () => (phone.faultStats.filesRead > (readBefore ?? Infinity) ? 0 : undefined),
  });
  phone = await startAndroidPhone({ root: place.at('sdcard'), auth: 'none', faults });
  address = `127.0.0.1:${phone.port}`;
  await plane.start();
});
afterAll(async () => {
  await phone.close();
  await plane.stop();
  place.remove();
});

const SWAPPED = /one serial number at one time and another at another.*Nothing of this run was kept/s;

describe('a phone that says in the middle of a run that it is another', () => {
  it('is not kept in a repository of one’s own, and read anew by the next run', async () => {
    const { repository } = place;
    const backup = ['backup', ...repository, '--source', `android:${address}`];
    expect((await run('init', ...place.newRepository)).code).toBe(0);
    readBefore = phone.faultStats.filesRead;
    const swapped = await run(...backup);
    expect([swapped.code, swapped.stderr]).toEqual([7, expect.stringMatching(SWAPPED)]);
    expect((await run('snapshots', ...repository, '--json')).json()).toMatchObject({ snapshots: [] });
    readBefore = undefined;
    const before = phone.faultStats.filesRead;
    expect((await run(...backup)).code).toBe(0);
    expect(phone.faultStats.filesRead).toBeGreaterThan(before);
  });

  it('is not committed to the company, which hears the class only', async () => {
    writeFileSync(place.at('token'), plane.authorization.newToken());
    const enrol = ['enrol', plane.origin, '--token-file', place.at('token'), '--accept-notice'];
    const own = ['--recovery-code-file', place.at('code'), '--phone', address, '--yes'];
    expect((await run(...enrol, ...own)).code).toBe(0);
    readBefore = phone.faultStats.filesRead;
    const swapped = await run('backup');
    expect([swapped.code, swapped.stderr]).toEqual([7, expect.stringMatching(SWAPPED)]);
    expect(plane.snapshots).toEqual([]);
    expect([...plane.runs.values()].map(({ outcome, cause }) => [outcome, cause])).toEqual([
      ['failed', 'internal'],
    ]);
    readBefore = undefined;
    expect((await run('backup')).code).toBe(0);
    expect(plane.snapshots).toHaveLength(1);
  });
});
