// Starts on any Node >= 20 and runs a program of this package on Node 24: this one, or the one that this workspace brings along, so
// that the version a machine happens to have does not matter. Nothing here may use what Node 20 lacks.
import { existsSync, realpathSync, statSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const BUNDLED_ROOMS = ['apps/agent', 'libs/contracts', 'libs/policy', 'libs/storage', 'libs/phones'];
const NEEDED_MAJOR = 24;
// A light program collects early: a million small files take 220 MB so, and 500 MB without (measured 2026-11-23). So
// little is collected sooner by one thread than by many that wake each other (8 % of a backup, measured 2026-11-25).
const SMALL_HEAP = ['--semi-space-growth-factor=1', '--heap-growing-percent=30', '--no-parallel-scavenge'];

/** `name`: as the person typed it. `self`: the file that called this. `main`: the program's module, compiled and bundled. */
export async function startProgram(name, self, main) {
  const compiled = fileURLToPath(new URL(`../dist/${main}.js`, import.meta.url));
  const bundled = fileURLToPath(new URL(`../bundle/${main}.js`, import.meta.url));
  if (!existsSync(compiled)) {
    process.stderr.write(
      `${name} is not built yet. Nothing was started.\nBuild it once with:  npm install --prefix ${workspace}\n`,
    );
    process.exit(1);
  }

  const program = bundleIsNewest(bundled) ? bundled : compiled;
  if (program === bundled) {
    // Parsed once and not at each start, by the program and its threads: 40 ms of 460 (measured 2026-11-26). It lies beside
    // the program, so whoever may change the one may change the other; where it cannot be written there is none.
    process.env.NODE_COMPILE_CACHE ??= join(dirname(bundled), 'parsed');
    module.enableCompileCache?.();
  }
  if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
    for (const flag of SMALL_HEAP) setFlagsFromString(flag);
    await import(pathToFileURL(program).href);
  } else await startElsewhere(name, self);
}

/** What was compiled after the bundle was made counts. */
function bundleIsNewest(bundled) {
  const made = statSync(bundled, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return false;
  return BUNDLED_ROOMS.every((room) => {
    const record = statSync(join(workspace, room, 'dist/.tsbuildinfo'), { throwIfNoEntry: false });
    return record === undefined || record.mtimeMs <= made;
  });
}

async function startElsewhere(name, self) {
  const { spawn } = await import('node:child_process');
  const program = nodeOfWorkspace();
  // A copy that is too old itself would start itself for ever.
  if (program === undefined || realpathSync(program) === realpathSync(process.execPath)) {
    process.stderr.write(
      `${name} needs Node ${NEEDED_MAJOR} and this is ${process.version}; the copy that belongs to the workspace is missing or too old.\n` +
        `Nothing was started. Bring it back with:  npm install --prefix ${workspace}\n`,
    );
    process.exit(1);
  }
  const child = spawn(
    program,
    // This file and not the program: flags on the command line leave a heap twice as large as those set once it stands
    // (378 and 191 MB for a restore of 200,000 files, measured 2026-11-27).
    [fileURLToPath(self), ...process.argv.slice(2)],
    // The fourth is a channel whose closing tells the program that this process was killed: it must not live on alone.
    {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, HOLDFAST_STARTED_BY_WRAPPER: '1' },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`${name} could not start ${program}: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGKILL' ? 137 : 130);
    if (child.connected) child.disconnect();
  });
}

function nodeOfWorkspace() {
  try {
    const found = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const binary = join(found, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
