import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { seeded } from '../demo/seeded.js';

/** Files of every awkward size and name that a real file system takes. */
const FILES: readonly (readonly [string, number])[] = [
  ['DCIM/Camera/large.jpg', 3 * 1024 * 1024 + 17],
  ['DCIM/Camera/block.jpg', 64 * 1024],
  ['DCIM/Camera/two-blocks.mp4', 128 * 1024],
  ['Documents/empty.txt', 0],
  ['Documents/one.txt', 1],
  ['Download/contacts.vcf', 300],
  ['Pictures/Été 🏖️/写真.jpg', 70_001],
  ['Documents/a b\'c"d $e `f`.txt', 25],
  ['Android/media/com.whatsapp/msg.db', 500],
];

/** A temporary directory with a phone's files, and a secret beside it that no phone may reach. */
export async function makePhoneFolder(): Promise<{
  base: string;
  root: string;
  remove: () => Promise<void>;
}> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-phone-')));
  const root = join(base, 'sdcard');
  for (const [path, size] of FILES) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), seeded(1, path).bytes(size));
    await utimes(join(root, path), 1_700_000_000, 1_700_000_000 + size);
  }
  await mkdir(join(root, 'empty'));
  await writeFile(join(base, 'secret.txt'), 'not on the phone');
  await symlink('../secret.txt', join(root, 'Documents/escape.txt'));
  await symlink('one.txt', join(root, 'Documents/inside.txt'));
  return { base, root, remove: () => rm(base, { recursive: true, force: true }) };
}

/** SHA-256 of every regular file below a directory, by slash-separated path. */
export async function hashesBelow(root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    hashes[file.slice(root.length + 1)] = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
  }
  return hashes;
}
