import { mkdirSync } from 'node:fs';
import { writeTree } from '../corpus/write-tree.mjs';
import { measuredRun, RunFailed } from '../measure/measured-run.mjs';
import { firstDifference } from './same-trees.mjs';
import { remove } from './scratch.mjs';

const BACKUPS = ['initial', 'unchanged', 'day2'];

/**
 * One round of a leg: each operation with every tool before the next operation, so that what slows the machine for a
 * while slows them alike. Who comes first changes with the operation and the round.
 *
 * @param {object} round
 * @param {any} round.bench what the whole run shares: `results`, `asked`, `signal`, `tell`
 * @param {string} round.leg
 * @param {number} round.number from 0
 * @param {any[]} round.tools of `tools/`, with `storedBytes()` for what their repository holds
 * @param {string[]} round.operations of initial, unchanged, day2, restore, check
 * @param {{ corpus: string, folder: () => string }} round.place
 * @param {number} round.size of the corpus
 * @param {<T>(run: () => Promise<T>) => Promise<T>} [round.around] each measured run
 */
export async function runRound(round) {
  const { bench, tools, place, size } = round;
  const corpus = (day) => writeTree(place.corpus, { size, seed: bench.asked.seed, day }, bench.signal);
  await corpus(1);
  for (const tool of tools)
    await tried(round, tool, 'init', () => measuredRun(tool.init().command, started(round, tool.init())));
  for (const [at, operation] of round.operations.entries()) {
    if (operation === 'day2') await corpus(2);
    for (const tool of inOrder(tools, round.number + at))
      await tried(round, tool, operation, () => measure(round, tool, operation));
  }
}

/** The list, begun at another of its places each time. */
export const inOrder = (list, turn) => list.map((_, at) => list[(at + turn) % list.length]);

/** A tool that fails is told with its own words and left out of the leg from then on; the others go on. */
async function tried(round, tool, operation, work) {
  const { bench, leg } = round;
  if (bench.results.hasFailed(leg, tool.name)) return;
  try {
    await work();
  } catch (error) {
    bench.signal.throwIfAborted();
    const message = `${leg}, ${operation} of ${tool.name}: ${error.message}`;
    if (!(error instanceof RunFailed || error instanceof NotTheSame))
      throw new Error(message, { cause: error });
    bench.results.fail(leg, tool.name, message);
    bench.tell(message);
  }
}

/** A restore brought back something else than was backed up. */
class NotTheSame extends Error {
  name = 'NotTheSame';
}

const started = (round, { command: _, ...options }) => ({ ...options, signal: round.bench.signal });

async function measure(round, tool, operation) {
  const { bench, leg, number, place } = round;
  const target = operation === 'restore' ? place.folder() : undefined;
  const order = orderFor(tool, operation, place, target);
  const before = BACKUPS.includes(operation) ? await tool.storedBytes() : 0;
  const measured = () => measuredRun(order.command, started(round, order));
  const run = await (round.around ? round.around(measured) : measured());
  const storedBytes = BACKUPS.includes(operation) ? await tool.storedBytes() : undefined;
  bench.results.add(leg, tool.name, operation, {
    ...run,
    ...(storedBytes === undefined ? {} : { storedBytes, addedBytes: storedBytes - before }),
  });
  bench.tell(
    `${leg} ${number + 1}/${bench.asked.rounds} ${operation.padEnd(9)} ${tool.name.padEnd(8)} ${summary(run)}`,
  );
  if (target === undefined) return;
  // Once is enough: the same commands on the same bytes follow.
  const difference =
    number === 0
      ? await firstDifference(place.corpus, tool.restored(target, place.corpus), bench.signal)
      : undefined;
  remove(target);
  if (difference !== undefined) throw new NotTheSame(`what came back differs: ${difference}.`);
}

function orderFor(tool, operation, place, target) {
  if (operation === 'restore') {
    mkdirSync(target, { recursive: true });
    return tool.restore(target);
  }
  return operation === 'check' ? tool.check() : tool.backup(place.corpus);
}

const summary = ({ wallSeconds, cpuSeconds, peakBytes }) =>
  `${wallSeconds.toFixed(2)} s, ${cpuSeconds.toFixed(2)} s of CPU, ${(peakBytes / 1024 ** 2).toFixed(0)} MiB`;
