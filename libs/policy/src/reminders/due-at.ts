import { earliest, hoursAfter, latest } from '../moments.js';
import type { RemindedGap, ReminderFacts } from './reminder-rules.js';

export const DAY_HOURS = 24;

/**
 * When a reminder of one gap is due, quiet hours aside. At once only for what newly fails; what waits for a first step,
 * and what closed and opened again within the interval, comes with the interval.
 */
function gapDueAt(gap: RemindedGap, remindedAt: Date | undefined, resendHours: number): Date {
  if (remindedAt && gap.openedAt <= remindedAt) return hoursAfter(remindedAt, resendHours);
  const { closedBefore, openedAt } = gap;
  if (remindedAt && closedBefore && openedAt < hoursAfter(closedBefore, resendHours)) {
    const again = hoursAfter(remindedAt, resendHours);
    return again > openedAt ? again : openedAt;
  }
  return gap.pressing ? openedAt : hoursAfter(openedAt, resendHours);
}

/** When the one reminder of all gaps of a person is due, quiet hours aside: never twice within a day, never while muted. */
export function dueAt(facts: ReminderFacts, resendAfterDays: number): Date | undefined {
  const { remindedAt, mutedUntil, askedAt, gaps } = facts;
  const due = earliest([
    ...gaps.map((gap) => gapDueAt(gap, remindedAt, resendAfterDays * DAY_HOURS)),
    ...(gaps.length > 0 ? [askedAt] : []),
  ]);
  return due && latest([due, remindedAt && hoursAfter(remindedAt, DAY_HOURS), mutedUntil]);
}
