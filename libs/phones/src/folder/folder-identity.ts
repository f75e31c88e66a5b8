import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Linux names its volumes by what is written on them. */
const VOLUMES = '/dev/disk/by-uuid';

/**
 * A stable id of a folder, with nothing written into it: SHA-256 over its real path and the id of its volume.
 * The volume's id is its UUID on Linux and its serial on Windows; where there is none (MTP mounts, tmpfs, macOS, whose
 * device numbers change with each mount) the path alone counts. Another card at the same path is thus another phone
 * wherever the system can tell.
 */
export async function folderSerial(realRoot: string): Promise<string> {
  const { dev } = await stat(realRoot, { bigint: true });
  const volume = process.platform === 'win32' ? dev.toString(16) : await volumeUuid(dev);
  const hash = createHash('sha256').update('holdfast folder\0').update(realRoot).update('\0').update(volume);
  return `folder-${hash.digest('hex').slice(0, 32)}`;
}

async function volumeUuid(dev: bigint): Promise<string> {
  const names = await readdir(VOLUMES).catch(() => []);
  for (const name of names.sort()) {
    const volume = await stat(join(VOLUMES, name), { bigint: true }).catch(() => undefined);
    if (volume?.rdev === dev) return name;
  }
  return '';
}
