// The test command: makes sure of the programs that suites need, builds, runs every suite, and ends with
// `N passed, N failed`. Exit code 0 only when nothing failed and nothing that had to run was left out.
import { programs } from '../workspace/programs.mjs';
import { inTurns } from './in-turns.mjs';
import { parseArguments } from './parse-arguments.mjs';
import { providePrograms } from './provide-programs.mjs';
import { runProgram } from './run-program.mjs';
import { runSuite } from './run-suite.mjs';
import { suiteLine, summary } from './summary.mjs';
import { SUITES, specFiles } from './suites.mjs';

/** One more than fill the processors (run-suite.mjs): each waits for disks, programs and clocks now and then. */
const AT_A_TIME = 3;

const print = (text) => process.stdout.write(`${text}\n`);

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  print(error.message);
  process.exitCode = 2;
}

async function main() {
  const asked = parseArguments(process.argv.slice(2), process.env);
  const chosen = choose(asked);
  const missing = providePrograms(
    chosen.flatMap(({ files }) => files),
    print,
  );
  if (!(await build(chosen))) {
    print('\nThe build failed: no test was run.\n\n0 passed, 1 failed');
    return false;
  }
  process.env.HOLDFAST_BUILT = 'yes';
  if (asked.long) print(`Long runs with --seed ${asked.seed}.`);
  const { plan, leftOut } = leaveOut(chosen, missing);
  const results = [];
  const runOne = async ({ suite, files }) => {
    const result = await runSuite(suite, files, asked);
    results.push(result);
    print(suiteLine(result));
    for (const failure of result.failures) print(`\n${suite.name}: ${failure}\n`);
  };
  await inTurns(plan, AT_A_TIME, runOne);
  results.sort((a, b) => a.name.localeCompare(b.name));
  const { text, ok } = summary(results, leftOut, asked);
  print(text);
  return ok;
}

function choose(asked) {
  const suites = SUITES.filter((suite) => asked.only === undefined || suite.name === asked.only);
  if (suites.length === 0) {
    throw new Error(
      `There is no suite "${asked.only}". There are: ${SUITES.map((suite) => suite.name).join(', ')}.`,
    );
  }
  const chosen = suites.map((suite) => ({ suite, files: specFiles(suite, asked) }));
  // Only some suites have long runs; all have others.
  return asked.long ? chosen.filter(({ files }) => files.length > 0) : chosen;
}

function leaveOut(chosen, missing) {
  const leftOut = [];
  const plan = [];
  for (const { suite, files } of chosen) {
    const lacking = (file) => missing.find((program) => program.files.test(file));
    const kept = files.filter((file) => !lacking(file));
    for (const program of missing) {
      const count = files.filter((file) => program.files.test(file)).length;
      if (count > 0)
        leftOut.push({ what: `${count} spec files of ${suite.name}`, why: `${program.name} is missing` });
    }
    if (kept.length > 0 || files.length === 0) plan.push({ suite, files: kept });
  }
  return { plan, leftOut };
}

async function build(chosen) {
  if (chosen.every(({ suite }) => suite.kind === 'node')) return true;
  print('Building what changed …');
  // One room alone needs its own libs only; the browser looks at the whole.
  const alone = chosen.length === 1 && chosen[0].suite.kind === 'jest' ? ['-p', chosen[0].suite.name] : [];
  const targets = ['run-many', '-t', 'build', ...alone, '--output-style=static'];
  const built = await runProgram([programs.nx, ...targets], { minutes: 15 });
  if (built.code !== 0) print(built.said);
  return built.code === 0;
}
