import type { ScheduleRules } from '../policy-rules.js';
import { nextDueAt, type ScheduleFacts } from './next-due-at.js';

/**
 * Whether a backup of an attached phone should begin now: the newest completed snapshot is `everyHours` old or there
 * is none, one of the policy's windows is open (none: always), and no failed attempt is too recent.
 */
export function isBackupDue(policy: ScheduleRules, facts: ScheduleFacts, now: Date): boolean {
  return nextDueAt(policy, facts, now)?.getTime() === now.getTime();
}
