import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openApiText } from './document.js';

/** `node apps/api/dist/openapi/write.js [--check]`: writes docs/api/openapi.json, or fails when it is not current. */
const file = join(import.meta.dirname, '../../../../docs/api/openapi.json');
const text = openApiText();

if (process.argv.includes('--check')) {
  let committed = '';
  try {
    committed = readFileSync(file, 'utf8');
  } catch {
    // Said below, as any other difference.
  }
  if (committed !== text) {
    process.stderr.write(
      'docs/api/openapi.json is not what the contracts say. Run: node apps/api/dist/openapi/write.js\n',
    );
    process.exitCode = 1;
  }
} else {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
