import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk in memory where the computer has one, for specs that force thousands of small files to disk. */
export const MEMORY_DISK = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** A folder that is gone after the spec: `const folder = scratch(); afterAll(folder.remove)`. */
export function scratch(on = tmpdir()): { path: string; in: (name: string) => string; remove: () => void } {
  const path = mkdtempSync(join(on, 'holdfast-storage-'));
  return {
    path,
    in: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
