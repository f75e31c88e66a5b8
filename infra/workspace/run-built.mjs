// node run-built.mjs FILE [ARGUMENTS]: builds the project of FILE when its sources are newer, then runs FILE on the
// workspace's Node with this process's input, output, signals and exit code. Starts on Node 20.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { COMMAND_LINE_PROJECTS, buildWithTsc, outdated } from './build-with-tsc.mjs';
import { bundleAgent } from './bundle-agent.mjs';
import { workspace } from './folders.mjs';
import { node24 } from './node24.mjs';

/** @type {NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const [file, ...args] = process.argv.slice(2);
if (!file) stop('Say which file to run: node infra/workspace/run-built.mjs FILE [ARGUMENTS]', 2);

try {
  await run();
} catch (error) {
  stop(error.message, 1);
}

async function run() {
  const own = file.split('/').slice(0, 2).join('/');
  // A program of its own needs itself only; all others need the command line.
  const isAlone = own.startsWith('libs/') && !COMMAND_LINE_PROJECTS.includes(own);
  // The bench of signing in starts the server, and is an identity provider to it.
  const ofBench = own.startsWith('bench/') ? ['libs/idp-simulator', 'apps/api'] : [];
  const projects = isAlone ? [own] : [...COMMAND_LINE_PROJECTS, ...ofBench];
  const needed = outdated(projects);
  if (needed.length > 0) {
    const { ok, said } = buildWithTsc(projects);
    if (!ok) stop(`${said.trimEnd()}\n\n${file} was not started: what it needs does not build.`, 1);
    if (!isAlone) await bundleAgent();
  }
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', join(workspace, file), ...args], {
    stdio: 'inherit',
  });
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(`${file} could not be started: ${error.message}`, 1));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal ?? 'SIGTERM'];
  });
}

function stop(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}
