import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openManifest } from '../../format/opened-manifest.js';
import type { BackupManifest } from '../../format/backup-manifest.js';
import type { ClassKeys } from '../../format/class-keys.js';

/**
 * Does `work` with a plain `Manifest.db`; one that had to be opened for it is a private file that is gone afterwards.
 * Throws `SourceError` `unreadable` where it cannot be opened.
 */
export async function withPlainManifest<T>(
  database: string,
  manifest: BackupManifest,
  keys: ClassKeys | undefined,
  scratch: string,
  work: (plain: string) => Promise<T>,
): Promise<T> {
  if (keys === undefined) return work(database);
  const plain = join(scratch, 'opened-manifest');
  try {
    await openManifest(database, plain, manifest, keys);
    return await work(plain);
  } finally {
    // SQLite may have made files of its own beside it.
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(plain + end, { force: true });
  }
}
