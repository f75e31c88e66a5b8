#!/usr/bin/env node
// Starts on any Node >= 20 and runs the program on the Node that this workspace brings along, so that the version a
// machine happens to have does not matter. Nothing here may use what Node 20 lacks.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const NEEDED_MAJOR = 24;

if (!existsSync(main)) {
  process.stderr.write(
    `holdfast is not built yet. Nothing was started.\nBuild it once with:  npm install --prefix ${workspace}\n`,
  );
  process.exit(1);
}

const program = nodeToRunOn();
if (program === undefined) {
  process.stderr.write(
    `holdfast needs Node ${NEEDED_MAJOR} and this is ${process.version}; the copy that belongs to the workspace is missing.\n` +
      `Nothing was started. Bring it back with:  npm install --prefix ${workspace}\n`,
  );
  process.exit(1);
}

const child = spawn(
  program,
  ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)],
  // The fourth is a channel whose closing tells the program that this process was killed: it must not live on alone.
  {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, HOLDFAST_STARTED_BY_WRAPPER: '1' },
  },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  process.stderr.write(`holdfast could not start ${program}: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal === 'SIGKILL' ? 137 : 130);
  if (child.connected) child.disconnect();
});

function nodeToRunOn() {
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) return process.execPath;
  try {
    const found = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const binary = join(found, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
