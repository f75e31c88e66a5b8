import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const PREFIX = 'iphone-';
const LOCK = '.lock';

/**
 * A private folder for the manifests of one backup or restore, which hold names: it is gone afterwards. What programs left
 * that were killed goes when the next one begins.
 */
export async function withScratchFolder<T>(parent: string, use: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true, mode: 0o700 });
  await removeAbandoned(parent);
  const folder = join(parent, PREFIX + randomBytes(6).toString('hex'));
  // Before the folder is there, so that nobody takes it for abandoned.
  const release = lock(folder);
  if (!release) throw new Error(`${folder} is in use`);
  try {
    await mkdir(folder, { mode: 0o700 });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    release();
    await rm(folder + LOCK, { force: true });
  }
}

async function removeAbandoned(parent: string): Promise<void> {
  for (const entry of await readdir(parent, { withFileTypes: true })) {
    if (!entry.isDirectory() || !entry.name.startsWith(PREFIX)) continue;
    const folder = join(parent, entry.name);
    const release = lock(folder);
    if (!release) continue;
    await rm(folder, { recursive: true, force: true });
    release();
    await rm(folder + LOCK, { force: true });
  }
}

/** SQLite's own file lock, which the operating system drops with the process. Undefined: somebody holds it. */
function lock(folder: string): (() => void) | undefined {
  const database = new DatabaseSync(folder + LOCK, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return () => database.close();
  } catch {
    database.close();
    return undefined;
  }
}
