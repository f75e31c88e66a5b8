import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { DebuggingReminder } from './debugging-reminder.js';

const policy = (usbDebugging: 'allowed' | 'remind-off') =>
  PolicyV1.parse({ schema: 1, name: 'p', scope: { usbDebugging } });
let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'holdfast-reminder-'))));
afterEach(() => rm(folder, { recursive: true }));

describe('the reminder to switch USB debugging off', () => {
  it('is offered once, and then silent', async () => {
    const reminder = new DebuggingReminder(folder);
    expect(await reminder.choice()).toBe('open');
    expect(await reminder.afterRun(policy('remind-off'), 'android', 'Pixel')).toMatch(
      /debugging-reminder on/,
    );
    expect(
      await new DebuggingReminder(folder).afterRun(policy('remind-off'), 'android', 'Pixel'),
    ).toBeUndefined();
  });

  it('comes after each run once it is on, and can be switched off', async () => {
    const reminder = new DebuggingReminder(folder);
    await reminder.choose('on');
    for (let run = 0; run < 2; run += 1)
      expect(await reminder.afterRun(policy('remind-off'), 'android', 'Pixel')).toMatch(/still on at Pixel/);
    await reminder.choose('off');
    expect(await reminder.afterRun(policy('remind-off'), 'android', 'Pixel')).toBeUndefined();
  });

  it('is not for folders, nor for companies that allow debugging', async () => {
    const reminder = new DebuggingReminder(folder);
    await reminder.choose('on');
    expect(await reminder.afterRun(policy('remind-off'), 'folder', 'Card')).toBeUndefined();
    expect(await reminder.afterRun(policy('allowed'), 'android', 'Pixel')).toBeUndefined();
  });
});
