import { join } from 'node:path';
import { makePrivateFolder } from '../state/private-file.js';

const LOOK_AGAIN_MS = 50;
/** Result codes of SQLite. */
const BUSY = 5;
const FULL = 13;

/**
 * Runs `work` while no other process with this state folder does: a refresh token used by two would end the enrolment.
 * The lock is the system's own on an empty SQLite file: a process that is killed leaves none behind, and no clock is
 * asked whether one is stale.
 */
export async function withGrantLock<T>(
  stateFolder: string,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  await makePrivateFolder(stateFolder);
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(join(stateFolder, 'grant.lock'), { timeout: 0 });
  try {
    while (!isTaken(() => database.exec('BEGIN EXCLUSIVE'))) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      signal?.throwIfAborted();
    }
    return await work();
  } finally {
    database.close();
  }
}

function isTaken(begin: () => void): boolean {
  try {
    begin();
    return true;
  } catch (error) {
    const { errcode } = error as { errcode?: number };
    if (errcode === BUSY) return false;
    // As the system itself says it: what is done about it is the same.
    throw errcode === FULL ? Object.assign(error as Error, { code: 'ENOSPC' }) : error;
  }
}
