import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openManifest, type SealedManifest } from '../../format/opened-manifest.js';
import type { BackupManifest } from '../../format/backup-manifest.js';
import type { ClassKeys } from '../../format/class-keys.js';

/**
 * Does `work` with a plain `Manifest.db`, a private file that is gone afterwards. Throws `SourceError` `unreadable` where it
 * cannot be opened.
 */
export async function withPlainManifest<T>(
  sealed: SealedManifest,
  manifest: BackupManifest,
  keys: ClassKeys,
  scratch: string,
  work: (plain: string) => Promise<T>,
): Promise<T> {
  const plain = join(scratch, 'opened-manifest');
  try {
    await openManifest(sealed, plain, manifest, keys);
    return await work(plain);
  } finally {
    // SQLite may have made files of its own beside it.
    for (const end of ['', '-wal', '-shm', '-journal']) await rm(plain + end, { force: true });
  }
}
