import { median, rounded } from '../engine/results.mjs';
import { percentile } from './percentile.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const CHECK_IN_FIGURES = [
  { name: 'checkIn.perSecond', least: 600 },
  { name: 'checkIn.p99Ms', most: 100 },
  { name: 'checkIn.ratioBareNest', least: 0.25 },
  { name: 'checkIn.p50Ms' },
  { name: 'checkIn.bareNestPerSecond' },
];

/**
 * From rounds to figures: each the median of the rounds, since a round may meet something else that the machine does.
 * @param {readonly { checkIns: Round, bare: Round }[]} rounds
 * @typedef {{ seconds: number, ms: Float64Array }} Round
 */
export function checkInFigures(rounds) {
  const perSecond = ({ seconds, ms }) => ms.length / seconds;
  const of = (figure) => rounded(median(rounds.map(figure)));
  return {
    'checkIn.perSecond': of(({ checkIns }) => perSecond(checkIns)),
    'checkIn.p99Ms': of(({ checkIns }) => percentile(checkIns.ms, 0.99)),
    'checkIn.ratioBareNest': of(({ checkIns, bare }) => perSecond(checkIns) / perSecond(bare)),
    'checkIn.p50Ms': of(({ checkIns }) => percentile(checkIns.ms, 0.5)),
    'checkIn.bareNestPerSecond': of(({ bare }) => perSecond(bare)),
    'checkIn.rounds': rounds.map(({ checkIns, bare }) => ({
      perSecond: rounded(perSecond(checkIns)),
      p99Ms: rounded(percentile(checkIns.ms, 0.99)),
      bareNestPerSecond: rounded(perSecond(bare)),
    })),
  };
}
