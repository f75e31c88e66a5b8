import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** What spec files need beside Node, by their name, and the Debian packages that bring it. */
export const SYSTEM_PROGRAMS = [
  { name: 'adb', needs: ['adb'], packages: ['adb'], files: /\.adb-spec\.ts$/ },
  {
    name: 'libimobiledevice',
    needs: ['idevice_id', 'ideviceinfo', 'idevicepair', 'idevicebackup2', 'plistutil'],
    packages: ['libimobiledevice-utils', 'libplist-utils'],
    files: /\.idevice-spec\.ts$/,
  },
  {
    name: 'radosgw',
    needs: ['ceph-mon', 'ceph-osd', 'radosgw', 'radosgw-admin', 'ceph', 'curl'],
    packages: ['ceph-mon', 'ceph-osd', 'radosgw', 'ceph-common', 'curl'],
    files: /\.s3-spec\.ts$/,
  },
  { name: 'restic', needs: ['restic'], packages: ['restic'], files: /\.restic-spec\.mjs$/ },
  { name: 'strace', needs: ['strace'], packages: ['strace'], files: /\.strace(-spec|\.long-spec)\.ts$/ },
  {
    name: 'chromium',
    needs: [['chromium', 'chromium-browser', 'google-chrome']],
    packages: ['chromium'],
    files: /^apps\/e2e\//,
  },
  {
    name: 'gnome-keyring',
    needs: ['gnome-keyring-daemon', 'dbus-daemon', 'dbus-send'],
    packages: ['gnome-keyring', 'dbus'],
    files: /\.keyring-spec\.ts$/,
  },
  {
    // Files of a web server, not programs: what dpkg notes of each package says that it is there.
    name: 'simplesamlphp',
    needs: ['php', ...['simplesamlphp', 'php-xml', 'php-mbstring', 'php-sqlite3'].map(dpkgNote)],
    packages: ['simplesamlphp', 'php-cli', 'php-xml', 'php-mbstring', 'php-sqlite3'],
    files: /^apps\/e2e\/src\/.*sso.*\.spec\.ts$/,
  },
];

/**
 * Where a program is on the PATH, also in the folders that a user's PATH may lack; undefined when nowhere. An absolute path
 * is a file that has to exist.
 */
export function findProgram(name) {
  if (isAbsolute(name)) return existsSync(name) ? name : undefined;
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/local/bin',
    '/usr/bin',
    '/usr/sbin',
    '/sbin',
  ];
  return folders.map((folder) => join(folder, name)).find(runnable);
}

/** The entries of SYSTEM_PROGRAMS that some of the files need and that this machine lacks. */
export function missingPrograms(files, find = findProgram) {
  return SYSTEM_PROGRAMS.filter(
    (program) =>
      files.some((file) => program.files.test(file)) &&
      !program.needs.every((names) => [names].flat().some((name) => find(name) !== undefined)),
  );
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function dpkgNote(name) {
  return `/var/lib/dpkg/info/${name}.list`;
}
