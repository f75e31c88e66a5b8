import { fault } from './results.mjs';

const columns = (name, ...numbers) =>
  `  ${name.padEnd(18)}${numbers.map((text) => `${text}`.padStart(9)).join('')}`;

/** One line as soon as a suite has ended. */
export function suiteLine(result) {
  const why = fault(result);
  const counts = columns(result.name, result.passed, result.failed, `${result.seconds.toFixed(1)} s`);
  return why ? `${counts}  ✗ ${why}` : `${counts}  ✓`;
}

/**
 * The table of a whole run and its last line, `N passed, N failed`. What is no failed test but stops a run from being
 * green (a skipped test, a suite without one, a suite left out where nothing may be) counts as one failure each, so that
 * the last line never says `0 failed` of a run that did not succeed.
 */
export function summary(results, leftOut, { allRequired }) {
  const lines = ['', columns('suite', 'passed', 'failed', 'time'), ...results.map(suiteLine)];
  for (const { what, why } of leftOut) lines.push(`  left out: ${what} (${why})`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed =
    results.reduce(
      (sum, result) => sum + (result.failed || (fault(result) ? Math.max(1, result.skipped) : 0)),
      0,
    ) + (allRequired ? leftOut.length : 0);
  lines.push('', `${passed} passed, ${failed} failed`);
  return { text: lines.join('\n'), ok: failed === 0 && passed > 0 };
}
