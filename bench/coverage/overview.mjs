import { percentile } from '../agents/percentile.mjs';
import { median, rounded } from '../engine/results.mjs';
import { timedPage } from './timed-page.mjs';
import { spread } from './spread.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const OVERVIEW_FIGURES = [
  { name: 'overview.p95Ms', most: 300 },
  { name: 'overview.growthRatio', most: 2 },
  { name: 'overview.smallP95Ms' },
];

const REQUESTS = 60;
const WARM_UP = 20;

/** The overview of the big company, and that of a company of a thousand phones on a server of its own, in rounds that take turns. */
export async function measureOverview({ big, small, rounds: count, signal }) {
  await pages(big, WARM_UP, signal);
  await pages(small, WARM_UP, signal);
  const rounds = [];
  for (let round = 0; round < count; round += 1) {
    // Which comes first changes too: what the machine does meanwhile then hits both.
    const first = round % 2 === 0 ? big : small;
    const second = round % 2 === 0 ? small : big;
    const p95 = new Map([[first, await pages(first, REQUESTS, signal)]]);
    p95.set(second, await pages(second, REQUESTS, signal));
    rounds.push({ big: p95.get(big), small: p95.get(small) });
  }
  return overviewFigures(rounds);
}

/** @param {readonly { big: number, small: number }[]} rounds each with its 95th percentiles in milliseconds */
export function overviewFigures(rounds) {
  return {
    'overview.p95Ms': rounded(median(rounds.map(({ big }) => big))),
    'overview.growthRatio': rounded(median(rounds.map(({ big, small }) => big / small))),
    'overview.smallP95Ms': rounded(median(rounds.map(({ small }) => small))),
    'overview.rounds': {
      p95Ms: spread(rounds.map(({ big }) => big)),
      smallP95Ms: spread(rounds.map(({ small }) => small)),
      growthRatio: spread(rounds.map(({ big, small }) => big / small)),
    },
  };
}

async function pages(on, count, signal) {
  const ms = [];
  for (let index = 0; index < count; index += 1) {
    signal.throwIfAborted();
    ms.push((await timedPage(on, '/api/v1/overview')).ms);
  }
  return percentile(ms, 0.95);
}
