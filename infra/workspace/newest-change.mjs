import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SPEC = /[.-]spec\.ts$/;

/** When a source below a folder changed last, in milliseconds; 0 where there is none. Specs are not built: they do not count. */
export function newestChange(folder) {
  let newest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || SPEC.test(entry.name)) continue;
    newest = Math.max(newest, statSync(join(entry.parentPath ?? entry['path'], entry.name)).mtimeMs);
  }
  return newest;
}
