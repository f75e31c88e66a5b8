import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../storage-error.js';

/** What one repository keeps on this workstation. All of it may be deleted between runs. */
export interface WorkPaths {
  readonly folder: string;
  readonly spool: string;
  readonly index: string;
  readonly staging: string;
  readonly lock: string;
}

export function workPaths(workFolder: string, repositoryId: string): WorkPaths {
  const folder = join(workFolder, repositoryId);
  const spool = join(folder, 'spool');
  try {
    mkdirSync(spool, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw spoolFailure(error, folder);
  }
  return {
    folder,
    spool,
    index: join(folder, 'index.sqlite'),
    staging: join(folder, 'staging.sqlite'),
    lock: join(folder, 'writer.lock'),
  };
}

/**
 * Becomes the one writer of this work folder, and removes what a killed one left. The lock is SQLite's own file lock,
 * which the operating system drops with the process, so that there is no stale lock to recognise.
 * @throws StorageError `repository-busy` (retry helps)
 */
export function takeWriterLock(paths: WorkPaths): () => void {
  const database = new DatabaseSync(paths.lock, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isDatabaseDamage(error)) {
      rmSync(paths.lock); // Nobody can hold it: it is no database at all.
      return takeWriterLock(paths);
    }
    throw new StorageError(
      'repository-busy',
      'Another backup of this repository is running on this computer. It is not disturbed. Wait for it to end.',
      { cause: error, retryHelps: true },
    );
  }
  clearStaging(paths);
  clearTables(paths);
  return () => {
    clearStaging(paths);
    database.close();
  };
}

function clearStaging(paths: WorkPaths): void {
  for (const file of readdirSync(paths.spool))
    if (file.endsWith('.open')) rmSync(join(paths.spool, file), { force: true });
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(paths.staging + suffix, { force: true });
}

/**
 * Tables of restores that were killed: they hold names in the clear. One that is in use stays so where files may be removed
 * while they are open, and cannot be removed elsewhere.
 */
function clearTables({ folder, staging }: WorkPaths): void {
  for (const file of readdirSync(folder)) {
    if (!file.startsWith(`${basename(staging)}-`)) continue;
    try {
      rmSync(join(folder, file), { force: true });
    } catch {
      // The next writer tries again.
    }
  }
}

/** Whether SQLite says that a file is not what it wrote: SQLITE_CORRUPT or SQLITE_NOTADB. */
export function isDatabaseDamage(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  return errcode !== undefined && [11, 26].includes(errcode & 0xff);
}

/** Errors of this workstation's own disk. Anything unknown is passed on as it is. */
export function spoolFailure(error: unknown, place: string): unknown {
  const { code, errcode } = error as NodeJS.ErrnoException & { errcode?: number };
  // 13: SQLITE_FULL
  if (code === 'ENOSPC' || code === 'EDQUOT' || errcode === 13) {
    return new StorageError(
      'disk-full',
      `This computer has no room left in ${place}. What was stored before is safe and nothing half was recorded. ` +
        'Free about 200 MB there and start the backup again; it goes on where it stopped.',
      { cause: error, retryHelps: true },
    );
  }
  return error;
}
