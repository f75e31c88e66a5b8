import type { PolicyV1 } from '@holdfast/contracts';
import { type EndedRun, windowTooShort } from '@holdfast/policy';
import type { KnownRun } from './run-rows.js';

/**
 * A phone's backups as the rules see them. Where the last ones were cut off and what remains does not fit into the time that
 * there is, that is the cause: plugging it in once more would end as before.
 */
export function endedRuns(runs: readonly KnownRun[], schedule: PolicyV1['schedule']): EndedRun[] {
  const backups = runs.filter((run) => !run.proof);
  const tooShort = isTooShort(backups, schedule);
  return backups.map(({ endedAt, outcome, cause }, index) => {
    const told = index === 0 && tooShort ? 'window-too-short' : cause;
    return { endedAt, completed: outcome === 'completed', ...(told !== null && { cause: told }) };
  });
}

function isTooShort(backups: readonly KnownRun[], schedule: PolicyV1['schedule']): boolean {
  const [newest] = backups;
  if (newest?.cause !== 'unplugged' || newest.remainingBytes === null || newest.bytesPerSecond === null) {
    return false;
  }
  const completed = backups.findIndex(({ outcome }) => outcome === 'completed');
  const tries = completed < 0 ? backups : backups.slice(0, completed);
  const { remainingBytes, bytesPerSecond } = newest;
  return windowTooShort(schedule, { remainingBytes, bytesPerSecond, tries });
}
