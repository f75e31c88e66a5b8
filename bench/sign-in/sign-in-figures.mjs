import { median, rounded } from '../engine/results.mjs';

/** @type {import('../phone/verdict.mjs').Figure[]} */
export const SIGN_IN_FIGURES = [
  { name: 'saml.loginsPerSecond', least: 40 },
  { name: 'saml.beginsPerSecond' },
  { name: 'saml.completionsPerSecond' },
  { name: 'rls.costRatio', most: 1.3 },
  { name: 'rls.pageMs' },
  { name: 'rls.pageMsWithout' },
];

/**
 * Figures of what was measured. A login is begun and completed: the rate is over both, the median of the rounds.
 * @param {{ rounds: { logins: number, beginSeconds: number, completeSeconds: number }[], security: { ratio: number, rounds: { with: number, without: number }[] } }} measured
 */
export function signInFigures({ rounds, security }) {
  const rate = (seconds) => rounded(median(rounds.map((one) => one.logins / seconds(one))));
  const page = (which) => rounded(1000 * median(security.rounds.map(which)));
  return {
    'saml.loginsPerSecond': rate((one) => one.beginSeconds + one.completeSeconds),
    'saml.beginsPerSecond': rate((one) => one.beginSeconds),
    'saml.completionsPerSecond': rate((one) => one.completeSeconds),
    'rls.costRatio': rounded(security.ratio),
    'rls.pageMs': page((one) => one.with),
    'rls.pageMsWithout': page((one) => one.without),
  };
}
