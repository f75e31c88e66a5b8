import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startAndroidPhone } from '@holdfast/phone-simulator';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(90_000);

const place = temporary();
const run = (...arguments_: string[]): Promise<Finished> => holdfast(arguments_, place.at('home'));
let phone: Awaited<ReturnType<typeof startAndroidPhone>>;

beforeAll(async () => {
  mkdirSync(place.at('sdcard', 'DCIM'), { recursive: true });
  writeFileSync(place.at('sdcard', 'DCIM', 'one.jpg'), 'a picture');
  phone = await startAndroidPhone({
    root: place.at('sdcard'),
    serial: 'HFPAIR',
    wireless: { code: '161803' },
  });
});
afterAll(async () => {
  await phone.close();
  place.remove();
});

describe('holdfast pair', () => {
  it('makes a phone readable over the network that was not, with a code and no cable', async () => {
    const { repository } = place;
    const backup = ['backup', ...repository, '--source', `android:127.0.0.1:${phone.port}`];
    expect((await run('init', ...place.newRepository)).code).toBe(0);
    const before = await run(...backup);
    expect([before.code, before.stderr]).toEqual([8, expect.stringContaining('holdfast pair HOST:PORT')]);

    const wrong = await run('pair', `127.0.0.1:${phone.pairingPort}`, '--code', '161804', '--json');
    expect(wrong.code).toBe(8);
    expect(wrong.json()).toMatchObject({
      error: {
        what: expect.stringContaining('The code was not right'),
        holds: 'Nothing was paired and nothing was read.',
      },
    });

    const paired = await run('pair', `127.0.0.1:${phone.pairingPort}`, '--code', '161 803');
    expect([paired.code, paired.stderr]).toEqual([0, '']);
    expect(paired.stdout).toMatch(
      /^Paired with adb-HFPAIR-\S+\.\nNext: holdfast enrol --phone 127\.0\.0\.1:PORT/,
    );
    expect((await run(...backup)).code).toBe(0);
    const again = await run('pair', `127.0.0.1:${phone.pairingPort}`, '--code', '161803', '--json');
    expect(again.json()).toEqual({
      address: `127.0.0.1:${phone.pairingPort}`,
      guid: expect.stringMatching(/^adb-HFPAIR-/),
    });
  });

  it('says what is missing: an address, a code, a phone', async () => {
    expect((await run('pair', 'my-phone', '--code', '161803')).code).toBe(2);
    expect((await run('pair', '127.0.0.1:2', '--code', '16180')).code).toBe(2);
    const nobody = await run('pair', '127.0.0.1:2');
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('--code')]);
    expect((await run('pair', '127.0.0.1:2', '--code', '161803')).code).toBe(7);
  });
});
