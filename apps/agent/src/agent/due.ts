import { isBackupDue, nextDueAt } from '@holdfast/policy';
import type { PolicyV1 } from '@holdfast/contracts';
import type { PhoneMemory } from './agent-memory.js';

const timeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The facts of one phone by the server's clock; undefined `attachedSince`: not attached and ready. */
export interface DueFacts {
  readonly memory: PhoneMemory;
  readonly attachedSince: Date | undefined;
  /** Somebody asked for a backup: age and windows of the policy do not matter, a failed attempt still does. */
  readonly isAskedFor: boolean;
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

function factsOf({ memory, attachedSince, isAskedFor }: DueFacts) {
  return {
    newestSnapshotAt: isAskedFor ? null : moment(memory.newestSnapshotAt),
    attachedSince: attachedSince ?? null,
    lastAttemptAt: memory.lastOutcome === 'completed' ? null : moment(memory.lastAttemptAt),
    failedAttempts: memory.failedAttempts,
    timeZone: timeZone(),
  };
}

const rulesOf = (policy: PolicyV1, facts: DueFacts) =>
  facts.isAskedFor ? { schedule: { ...policy.schedule, windows: [] } } : policy;

/** Whether a backup of the phone begins now. */
export const isDue = (policy: PolicyV1, facts: DueFacts, now: Date): boolean =>
  isBackupDue(rulesOf(policy, facts), factsOf(facts), now);

/** When the next one begins if the phone stays attached (for a detached phone: if it were attached now). */
export const dueAt = (policy: PolicyV1, facts: DueFacts, now: Date): Date | undefined =>
  nextDueAt(rulesOf(policy, facts), { ...factsOf(facts), attachedSince: facts.attachedSince ?? now }, now);
