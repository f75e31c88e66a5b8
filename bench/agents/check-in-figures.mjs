import { median } from '../engine/results.mjs';

/** The value below which this share of the values lies. */
export function percentile(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/**
 * From rounds to figures: each the median of the rounds, since a round may meet something else that the machine does.
 * @param {readonly { checkIns: Round, bare: Round }[]} rounds
 * @typedef {{ seconds: number, ms: Float64Array }} Round
 */
export function checkInFigures(rounds) {
  const perSecond = ({ seconds, ms }) => ms.length / seconds;
  const of = (figure) => median(rounds.map(figure));
  return {
    'checkIn.perSecond': of(({ checkIns }) => perSecond(checkIns)),
    'checkIn.p50Ms': of(({ checkIns }) => percentile(checkIns.ms, 0.5)),
    'checkIn.p99Ms': of(({ checkIns }) => percentile(checkIns.ms, 0.99)),
    'checkIn.bareNestPerSecond': of(({ bare }) => perSecond(bare)),
    'checkIn.ratioBareNest': of(({ checkIns, bare }) => perSecond(checkIns) / perSecond(bare)),
  };
}
