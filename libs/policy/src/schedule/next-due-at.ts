import { hoursAfter, latest } from '../moments.js';
import type { ScheduleRules } from '../policy-rules.js';
import { type AttemptFacts, notBefore } from './back-off.js';
import { nextWindowOpening } from './windows.js';

export interface ScheduleFacts extends AttemptFacts {
  /** IANA name of the workstation's time zone, in which the policy's windows are meant; UTC when not told. */
  readonly timeZone?: string;
}

/**
 * The first moment at or after `now` at which a backup of this phone is due; undefined when the phone is not attached
 * or no window opens within eight days. The answer stays right until a fact changes, so the agent can sleep on it.
 *
 * A newest snapshot more than one interval in the future means that the workstation's clock jumped back: it counts as
 * due, because a wrong clock must not stop backups.
 */
export function nextDueAt(policy: ScheduleRules, facts: ScheduleFacts, now: Date): Date | undefined {
  if (!facts.attachedSince) return undefined;
  const { everyHours, windows } = policy.schedule;
  const newest = facts.newestSnapshotAt ?? undefined;
  const clockJumped = newest !== undefined && newest > hoursAfter(now, everyHours);
  const intervalEnds = newest === undefined || clockJumped ? undefined : hoursAfter(newest, everyHours);
  const from = latest([now, intervalEnds, notBefore(facts)]) ?? now;
  return nextWindowOpening(windows, from, facts.timeZone ?? 'UTC');
}
