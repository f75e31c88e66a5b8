/**
 * Extracts every text of the console into src/locale/messages.xlf, which translators start from.
 * `node messages.mjs` writes it; `node messages.mjs --check` exits 1 when the committed file lacks or exceeds a text.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const root = join(here, '../..');
const committed = join(here, 'src/locale');
const checking = process.argv.includes('--check');
const output = checking ? mkdtempSync(join(tmpdir(), 'holdfast-messages-')) : committed;

/** The texts by their id; where in the source each stands moves with every edit and is left out. */
const textsOf = (folder) =>
  readFileSync(join(folder, 'messages.xlf'), 'utf8').replaceAll(/\s*<notes>[\s\S]*?<\/notes>/g, '');

try {
  const nx = join(root, 'node_modules/.bin/nx');
  const args = ['run', 'admin-console:extract-i18n', `--outputPath=${output}`];
  const env = { ...process.env, NX_DAEMON: 'false', NG_CLI_ANALYTICS: 'false' };
  const run = spawnSync(nx, args, { cwd: root, env, encoding: 'utf8' });
  if (run.status !== 0) {
    console.error(run.stdout, run.stderr);
    process.exitCode = 1;
  } else if (checking && textsOf(output) !== textsOf(committed)) {
    console.error('src/locale/messages.xlf is not what the console says now.');
    console.error('Run `node apps/admin-console/messages.mjs` and commit the result.');
    process.exitCode = 1;
  } else console.log(`messages: ${(textsOf(output).match(/<unit /g) ?? []).length} texts`);
} finally {
  if (checking) rmSync(output, { recursive: true, force: true });
}
