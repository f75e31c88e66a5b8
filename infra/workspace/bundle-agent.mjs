// The agent in a few files instead of three hundred, beside what the compiler made: a program that starts many times a
// day spends most of a short command looking for its modules (0.1 s of 0.3, measured 2026-11-25).
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { workspace } from './folders.mjs';
import { programs } from './programs.mjs';

const into = join(workspace, 'apps/agent/bundle');
/** Loaded when they are needed: they bring programs of their own, or more code than all the rest. */
const LEFT_ALONE = ['koffi', '@aws-sdk/*', '@aws-crypto/*', '@smithy/*', '@napi-rs/keyring'];
/** What was CommonJS asks for Node's own modules by `require`. */
const BANNER =
  "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await bundleAgent();

/** Makes the bundle anew; the wrapper uses it while it is newer than everything that was compiled. */
export async function bundleAgent() {
  rmSync(into, { recursive: true, force: true });
  if (!existsSync(programs.esbuild)) return;
  const { build } = await import(pathToFileURL(programs.esbuild).href);
  await build({
    absWorkingDir: workspace,
    entryPoints: [
      'apps/agent/dist/main.js',
      'apps/agent/dist/admin-main.js',
      'libs/storage/dist/pipeline/sealing-thread.js',
      'libs/storage/dist/opening/opening-thread.js',
    ],
    outdir: into,
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external: LEFT_ALONE,
    banner: { js: BANNER },
    logLevel: 'error',
  });
}
