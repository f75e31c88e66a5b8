/**
 * Generates the console's client from docs/api/openapi.json into src/app/client.
 * `node client.mjs` writes it; `node client.mjs --check` exits 1 when what is committed differs from what would be written.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

const here = import.meta.dirname;
const committed = join(here, 'src/app/client');
const { NgOpenApiGen } = createRequire(import.meta.url)('ng-openapi-gen/lib/ng-openapi-gen.js');

function generate(output) {
  const document = JSON.parse(readFileSync(join(here, '../../docs/api/openapi.json'), 'utf8'));
  // What agents, directories and signed URLs use is no part of a browser's client.
  const excludeTags = ['agent', 'objects', 'system', 'browser', 'scim'];
  new NgOpenApiGen(document, {
    input: 'docs/api/openapi.json',
    output,
    excludeTags,
    services: false,
    apiService: false,
    indexFile: false,
    modelIndex: false,
    skipJsonSuffix: true,
    silent: true,
    endOfLineStyle: 'lf',
  }).generate();
}

function contents(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [relative(root, path), readFileSync(path, 'utf8')];
    }),
  );
}

if (process.argv.includes('--check')) {
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-client-'));
  try {
    generate(join(scratch, 'client'));
    const expected = contents(join(scratch, 'client'));
    const found = contents(committed);
    const names = new Set([...expected.keys(), ...found.keys()]);
    const different = [...names].filter((name) => expected.get(name) !== found.get(name)).sort();
    if (different.length > 0) {
      console.error(`The console's client differs from docs/api/openapi.json in ${different.length} files:`);
      for (const name of different) console.error(`  ${name}`);
      console.error('Run `node apps/admin-console/client.mjs` and commit the result.');
      process.exitCode = 1;
    } else console.log(`client: ${expected.size} files match docs/api/openapi.json`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
} else {
  generate(committed);
  console.log(`client: ${contents(committed).size} files written`);
}
