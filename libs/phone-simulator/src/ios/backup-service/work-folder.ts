import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateFolder } from '../state-folder.js';

/** Lends a directory for what is made on the way; it goes afterwards, and before it, in reverse order, what was asked for `later`. */
export async function withWorkFolder<T>(
  state: StateFolder,
  work: (path: string, later: (end: () => void) => void) => Promise<T>,
): Promise<T> {
  await mkdir(state.path, { recursive: true, mode: 0o700 });
  const path = await mkdtemp(join(state.path, 'backup-'));
  const ends: (() => void)[] = [];
  try {
    return await work(path, (end) => void ends.unshift(end));
  } finally {
    for (const end of ends) end();
    await rm(path, { recursive: true, force: true });
  }
}
