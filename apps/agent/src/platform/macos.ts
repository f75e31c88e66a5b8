import { basename, join } from 'node:path';
import type { Platform, Surroundings } from './platform.js';
import { unixSocketAddress } from './unix-socket-address.js';

/** macOS, by Apple's File System Programming Guide. Not yet seen on a Mac. */
export function macos(surroundings: Surroundings): Platform {
  return {
    os: 'macos',
    stateFolder: () => join(surroundings.home, 'Library', 'Application Support', 'Holdfast'),
    cacheFolder: () => join(surroundings.home, 'Library', 'Caches', 'Holdfast'),
    deployedAdb: '/Library/Application Support/Holdfast/platform-tools/adb',
    usbmuxd: 'UNIX:/var/run/usbmuxd',
    preference: {
      kind: 'plist',
      paths: [
        join('/Library/Managed Preferences', basename(surroundings.home), 'org.holdfast.agent.plist'),
        '/Library/Managed Preferences/org.holdfast.agent.plist',
      ],
      owners: [0],
    },
    browser: (address) => ['/usr/bin/open', address],
    // The text is an argument of the script, never part of it.
    notification: (text) => [
      '/usr/bin/osascript',
      ...[
        '-e',
        'on run argv',
        '-e',
        'display notification (item 1 of argv) with title "Holdfast"',
        '-e',
        'end run',
      ],
      ...['--', text],
    ],
    statusAddress: (stateFolder) => unixSocketAddress(stateFolder, surroundings),
  };
}
