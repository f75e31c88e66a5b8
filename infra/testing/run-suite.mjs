import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workspace } from '../workspace/folders.mjs';
import { programs } from '../workspace/programs.mjs';
import { countJest, countPlaywright } from './results.mjs';
import { memoryDisk } from './memory-disk.mjs';
import { runProgram } from './run-program.mjs';

const beside = (file) => fileURLToPath(new URL(file, import.meta.url));
const RUNNERS = { jest: runJest, browser: runBrowser, node: runNode };
// Two suites that compute fill the machine, half of it each.
const WORKERS = Math.max(1, Math.floor(availableParallelism() / 2));

/** Runs one suite's files and counts. Never throws for a test's sake: a suite that breaks is one failed test. */
export async function runSuite(suite, files, { seed }) {
  const began = performance.now();
  const report = join(workspace, 'test-results', `${suite.name}.json`);
  mkdirSync(join(workspace, 'test-results'), { recursive: true });
  rmSync(report, { force: true });
  const { ran, count } = await RUNNERS[suite.kind](suite, files, report, seed);
  const seconds = (performance.now() - began) / 1000;
  return { name: suite.name, seconds, ...counted(ran, count, report) };
}

function counted(ran, count, report) {
  try {
    const result = count(JSON.parse(readFileSync(report, 'utf8')));
    // A tool that says "failed" without naming a test (a leaking worker, a broken setup) is believed.
    if (ran.code === 0 || result.failed > 0) return result;
    return { ...result, failed: result.failed + 1, failures: [ending(ran)] };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, failures: [ending(ran)] };
  }
}

function ending(ran) {
  const why = ran.late
    ? 'It was stopped: it took too long, or did not end after its last test because something was left open.'
    : `It ended with exit code ${ran.code}.`;
  return `${why}\n${ran.said}`;
}

async function runJest(suite, files, report, seed) {
  const long = seed === undefined ? [] : ['--setupFiles', beside('./seed-properties.mjs')];
  const ran = await runProgram(
    [
      programs.jest,
      '--config',
      'jest.config.mjs',
      '--ci',
      // Jest's five seconds are a promise about an idle machine; a spec may still ask for more.
      '--testTimeout=30000',
      '--json',
      '--outputFile',
      report,
      '--maxWorkers',
      `${(suite.share ?? 1) * WORKERS}`,
      ...long,
      '--runTestsByPath',
      ...files.map((file) => join(workspace, file)),
    ],
    {
      cwd: join(workspace, suite.folder),
      env: {
        ...memoryDisk(),
        NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
        ...(seed === undefined ? {} : { HOLDFAST_TEST_SEED: `${seed}`, HOLDFAST_TEST_LONG: '1' }),
      },
      minutes: seed === undefined ? 14 : 60,
      report,
    },
  );
  return { ran, count: countJest };
}

async function runBrowser(suite, _files, report) {
  const ran = await runProgram([programs.playwright, 'test', '--reporter=json'], {
    cwd: join(workspace, suite.folder),
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return { ran, count: countPlaywright };
}

async function runNode(_suite, files, report) {
  const ran = await runProgram([beside('./run-node-specs.mjs'), report, ...files]);
  return { ran, count: (result) => result };
}
