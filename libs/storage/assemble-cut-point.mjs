// Assembles src/chunking/cut-point.wat into src/chunking/cut-point-wasm.ts: `node libs/storage/assemble-cut-point.mjs`.
// A spec compares the two, so that what runs is what can be read.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import wabt from 'wabt';

const folder = join(import.meta.dirname, 'src/chunking');

/** The module's bytes. */
export async function assemble() {
  const module = (await wabt()).parseWat(
    'cut-point.wat',
    readFileSync(join(folder, 'cut-point.wat'), 'utf8'),
  );
  try {
    return Buffer.from(module.toBinary({}).buffer);
  } finally {
    module.destroy();
  }
}

if (process.argv[1] === import.meta.filename) {
  const bytes = await assemble();
  const text = bytes.toString('base64').replace(/.{1,100}/g, (line) => `  '${line}' +\n`);
  writeFileSync(
    join(folder, 'cut-point-wasm.ts'),
    '/** `cut-point.wat`, assembled by `assemble-cut-point.mjs`. */\n' +
      `export const CUT_POINT_WASM = Buffer.from(\n${text.replace(/ \+\n$/, ',')}\n  'base64',\n);\n`,
  );
  process.stdout.write(`${bytes.length} bytes\n`);
}
