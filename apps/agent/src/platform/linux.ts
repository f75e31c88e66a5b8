import { isAbsolute, join } from 'node:path';
import type { Platform, Surroundings } from './platform.js';
import { unixSocketAddress } from './unix-socket-address.js';

const MARKUP: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const withoutMarkup = (text: string): string => text.replace(/[&<>]/g, (sign) => MARKUP[sign] ?? '');

/** Linux and other Unix systems, by the XDG Base Directory Specification 0.8 (a relative value is ignored). */
export function linux(surroundings: Surroundings): Platform {
  const folder = (variable: string, otherwise: string): string => {
    const value = surroundings.env[variable];
    return join(
      value !== undefined && isAbsolute(value) ? value : join(surroundings.home, otherwise),
      'holdfast',
    );
  };
  return {
    os: 'linux',
    stateFolder: () => folder('XDG_STATE_HOME', '.local/state'),
    cacheFolder: () => folder('XDG_CACHE_HOME', '.cache'),
    deployedAdb: '/opt/holdfast/platform-tools/adb',
    usbmuxd: 'UNIX:/var/run/usbmuxd',
    preference: { kind: 'file', paths: ['/etc/holdfast/enrolment.json'], owners: [0] },
    browser: (address) =>
      surroundings.env['DISPLAY'] || surroundings.env['WAYLAND_DISPLAY'] ? ['xdg-open', address] : undefined,
    // Some servers of notifications read markup (Desktop Notifications Specification 1.2): the text has none.
    notification: (text) =>
      surroundings.env['DBUS_SESSION_BUS_ADDRESS'] || surroundings.env['DISPLAY']
        ? ['notify-send', '--app-name=Holdfast', '--', 'Holdfast', withoutMarkup(text)]
        : undefined,
    statusAddress: (stateFolder) => unixSocketAddress(stateFolder, surroundings),
  };
}
