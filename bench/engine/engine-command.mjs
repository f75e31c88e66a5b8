import { loadavg } from 'node:os';
import { streamedLeg } from '../streamed/streamed-leg.mjs';
import { figuresOf } from './figures.mjs';
import { diskLeg, quietLeg, tmpfsLeg } from './local-legs.mjs';
import { machine, versions } from './machine.mjs';
import { report } from './report.mjs';
import { Results, rounded } from './results.mjs';
import { s3Leg } from './s3-leg.mjs';
import { makeScratch } from './scratch.mjs';

const RUN = { tmpfs: tmpfsLeg, quiet: quietLeg, streamed: streamedLeg, disk: diskLeg, s3: s3Leg };
/** What each leg compares Holdfast with. */
const OTHERS = {
  tmpfs: ['restic', 'borg'],
  quiet: [],
  streamed: [],
  disk: ['restic', 'borg'],
  s3: ['restic'],
};

/**
 * Measures what was asked for and prints it. Exit code 0 when all of it was measured, whatever came out; 1 when something
 * was not: a program is missing or failed, a server did not start, there is no room.
 */
export async function engineCommand(asked, signal) {
  if (process.platform !== 'linux')
    throw new Error('The engine is measured through /proc, which only Linux has.');
  const began = performance.now();
  const tell = (text) => process.stderr.write(`${text}\n`);
  const results = new Results();
  const about = { ...machine(), ...(await versions()) };
  const wanted = new Set(asked.legs.flatMap((leg) => OTHERS[leg]));
  for (const name of wanted)
    if (about[name] === null) results.failures.push(`${name} is not on the PATH: its ratios are left out.`);
  for (const failure of results.failures) tell(failure);
  const tools = ['holdfast', 'restic', 'borg'].filter((name) => about[name] !== null);
  const scratch = makeScratch(asked);
  tell(`Working below ${scratch.memory.root} and ${scratch.disk.root}`);
  try {
    for (const leg of asked.legs) await ran(leg, { asked, signal, tell, results, tools, scratch, env: {} });
  } finally {
    if (asked.keep) tell(`Kept: ${scratch.memory.root} and ${scratch.disk.root}`);
    else scratch.remove();
  }
  const document = {
    ...figuresOf(results),
    command: ['npm run -s bench --', ...process.argv.slice(2)].join(' '),
    size: asked.size,
    seed: asked.seed,
    rounds: asked.rounds,
    legs: asked.legs,
    seconds: Math.round((performance.now() - began) / 1000),
    machine: { ...about, loadAfter: rounded(loadavg()[0]) },
    measurements: results.all(),
    failures: results.failures,
  };
  process.stdout.write(asked.json ? `${JSON.stringify(document, null, 2)}\n` : report(document));
  return results.failures.length === 0 ? 0 : 1;
}

/** A leg that cannot run at all is told and leaves the others be. */
async function ran(leg, bench) {
  try {
    await RUN[leg](bench);
  } catch (error) {
    bench.signal.throwIfAborted();
    bench.results.failLeg(leg, `${leg}: ${error.message}`);
    bench.tell(`${leg}: ${error.message}`);
  }
}
