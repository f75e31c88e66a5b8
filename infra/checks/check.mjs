// npm run check [-- --only STEP | --skip STEP]…: the one word before every push. Goes on after a failure, so that one run
// shows everything; exit code 1 when a step failed.
import { inTurns } from '../testing/in-turns.mjs';
import { runProgram } from '../testing/run-program.mjs';
import { STEPS } from './steps.mjs';

const print = (text) => process.stdout.write(`${text}\n`);
const steps = chosenSteps(process.argv.slice(2));
const done = [];

// What looks at sources alone goes beside what builds; its report waits until its step is over.
const lanes = [steps.filter(({ sources }) => !sources), steps.filter(({ sources }) => sources)];
await inTurns(lanes, lanes.length, async (lane) => {
  for (const step of lane) await run(step);
});

if (steps.length > 1) print(`\n${done.map(line).join('\n')}`);
process.exitCode = done.every((step) => step.ok) ? 0 : 1;

async function run(step) {
  const began = performance.now();
  let ok = true;
  for (const script of step.scripts) {
    const { code, late, said } = await runProgram(script, { minutes: 15 });
    if (code === 0) continue;
    ok = false;
    print(said.trimEnd());
    if (late) print(`${script[0]} was stopped after 15 minutes.`);
  }
  if (!ok && step.repair) print(`Repair with: ${step.repair}`);
  const seconds = (performance.now() - began) / 1000;
  done.push({ ...step, ok, seconds });
  print(line(done.at(-1)));
}

function line({ name, ok, seconds }) {
  return `  ${ok ? '✓' : '✗'} ${name.padEnd(12)}${`${seconds.toFixed(1)} s`.padStart(8)}`;
}

function chosenSteps(args) {
  const picked = { '--only': [], '--skip': [] };
  const known = STEPS.map((step) => step.name);
  for (let at = 0; at < args.length; at += 2) {
    if (!picked[args[at]] || !known.includes(args[at + 1])) {
      print(
        `Not understood: ${args.slice(at, at + 2).join(' ')}. Use --only STEP or --skip STEP; steps: ${known.join(', ')}`,
      );
      process.exit(2);
    }
    picked[args[at]].push(args[at + 1]);
  }
  const wanted = picked['--only'].length > 0 ? picked['--only'] : known;
  return STEPS.filter(({ name }) => wanted.includes(name) && !picked['--skip'].includes(name));
}
