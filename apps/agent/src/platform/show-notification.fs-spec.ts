import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { showNotification } from './show-notification.js';
import { platformFor } from './this-platform.js';

const surroundings = (env: Record<string, string>) => ({ env, home: '/home/eve', temporary: '/tmp' });
const DESKTOP = platformFor('linux', surroundings({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/bus' }));

describe('a notification on the desktop', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'holdfast-notification-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const shown = async (text: string): Promise<string[]> => {
    const [program, told] = [join(folder, 'notify-send'), join(folder, 'told')];
    writeFileSync(
      program,
      `#!/bin/sh\nprintf '%s\\n' "$@" > '${told}.part' && mv '${told}.part' '${told}'\n`,
    );
    chmodSync(program, 0o755);
    const notification = (said: string) => [program, ...(DESKTOP.notification(said)?.slice(1) ?? [])];
    showNotification({ ...DESKTOP, notification }, text);
    for (let tries = 0; tries < 200; tries += 1) {
      try {
        const lines = readFileSync(told, 'utf8').split('\n');
        rmSync(told);
        return lines;
      } catch {
        await pause(25);
      }
    }
    throw new Error('nothing was shown');
  };

  it('shows what the company says as one argument: no shell, no option, no markup, no line of its own', async () => {
    expect(await shown('--urgency=critical $(id) <b>Plug & wait</b>\nNext')).toEqual([
      '--app-name=Holdfast',
      '--',
      'Holdfast',
      '--urgency=critical $(id) &lt;b&gt;Plug &amp; wait&lt;/b&gt;\\nNext',
      '',
    ]);
    expect((await shown('x'.repeat(2000)))[3]).toHaveLength(500);
  });

  it('is none where nobody would see one, and no error where the program is missing', () => {
    expect(platformFor('linux', surroundings({})).notification('x')).toBeUndefined();
    expect(platformFor('win32', surroundings({})).notification('x')).toBeUndefined();
    expect(platformFor('darwin', surroundings({})).notification('-x')?.slice(-2)).toEqual(['--', '-x']);
    showNotification({ ...DESKTOP, notification: () => [join(folder, 'missing')] }, 'x');
  });
});
