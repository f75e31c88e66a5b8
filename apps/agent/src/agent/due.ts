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
  /** Its person said *later* or *not today*: nobody asks them before. */
  readonly postponedUntil?: Date | undefined;
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
  isBackupDue(rulesOf(policy, facts), factsOf(facts), now) && (peaceUntil(facts) ?? now) <= now;

/** When the next one begins if the phone stays attached (for a detached phone: if it were attached now). */
export function dueAt(policy: PolicyV1, facts: DueFacts, now: Date): Date | undefined {
  const attached = { ...facts, attachedSince: facts.attachedSince ?? now };
  const from = new Date(Math.max(now.getTime(), peaceUntil(attached)?.getTime() ?? 0));
  return nextDueAt(rulesOf(policy, attached), factsOf(attached), from);
}

/**
 * Until when the phone's person is not asked again: as they said; and after they did not come, some hours, or until the phone
 * is plugged in anew, which says that they are there.
 */
function peaceUntil({ memory, attachedSince, postponedUntil }: DueFacts): Date | undefined {
  const lastAttempt = moment(memory.lastAttemptAt);
  const isBack = attachedSince !== undefined && lastAttempt !== null && attachedSince > lastAttempt;
  const nobodyCame = isBack ? null : moment(memory.askAgainAt);
  if (!postponedUntil || !nobodyCame) return postponedUntil ?? nobodyCame ?? undefined;
  return postponedUntil > nobodyCame ? postponedUntil : nobodyCame;
}
