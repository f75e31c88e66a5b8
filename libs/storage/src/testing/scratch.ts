import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is gone after the spec: `const folder = scratch(); afterAll(folder.remove)`. */
export function scratch(): { path: string; in: (name: string) => string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'holdfast-storage-'));
  return {
    path,
    in: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
