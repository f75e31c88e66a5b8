import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Platform, Surroundings } from './platform.js';

/** Windows: local (never roaming) application data, and a named pipe for the status. Not yet seen on Windows. */
export function windows(surroundings: Surroundings): Platform {
  const local = surroundings.env['LOCALAPPDATA'] ?? join(surroundings.home, 'AppData', 'Local');
  return {
    os: 'windows',
    stateFolder: () => join(local, 'Holdfast', 'State'),
    cacheFolder: () => join(local, 'Holdfast', 'Cache'),
    deployedAdb: join(
      surroundings.env['ProgramFiles'] ?? 'C:\\Program Files',
      'Holdfast',
      'platform-tools',
      'adb.exe',
    ),
    // Apple Mobile Device Service, which comes with iTunes and with Apple Devices.
    usbmuxd: '127.0.0.1:27015',
    preference: {
      kind: 'registry',
      program: join(surroundings.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe'),
      key: 'HKLM\\Software\\Policies\\Holdfast',
    },
    // What `start` of cmd.exe does, without a shell that would read the address.
    browser: (address) => [
      join(surroundings.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'rundll32.exe'),
      'url.dll,FileProtocolHandler',
      address,
    ],
    // A program without an identity in the start menu cannot show one there.
    notification: () => undefined,
    statusAddress: (stateFolder) =>
      `\\\\.\\pipe\\holdfast-${createHash('sha256').update(stateFolder).digest('hex').slice(0, 24)}`,
  };
}
