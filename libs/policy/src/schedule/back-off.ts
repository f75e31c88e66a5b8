const FIRST_WAIT_MS = 5 * 60_000;
const LONGEST_WAIT_MS = 6 * 3_600_000;
const AFTER_PLUGGING_IN_MS = 10_000;

export interface AttemptFacts {
  readonly newestSnapshotAt?: Date | null;
  readonly attachedSince?: Date | null;
  readonly lastAttemptAt?: Date | null;
  /** Attempts in a row that did not complete; 1 when not told. */
  readonly failedAttempts?: number;
}

/**
 * The moment before which no new attempt begins; undefined: no attempt has failed since the newest snapshot.
 * Five minutes, doubled with each failure in a row, six hours at most. Plugging the phone in again is the person's
 * own next step, so it ends the wait (but for ten seconds, against a loose cable).
 */
export function notBefore(facts: AttemptFacts): Date | undefined {
  const { newestSnapshotAt, attachedSince, lastAttemptAt } = facts;
  if (!lastAttemptAt) return undefined;
  if (newestSnapshotAt && newestSnapshotAt >= lastAttemptAt) return undefined;
  if (attachedSince && attachedSince > lastAttemptAt) {
    return new Date(lastAttemptAt.getTime() + AFTER_PLUGGING_IN_MS);
  }
  const failures = Math.min(Math.max(facts.failedAttempts ?? 1, 1), 20);
  const wait = Math.min(FIRST_WAIT_MS * 2 ** (failures - 1), LONGEST_WAIT_MS);
  return new Date(lastAttemptAt.getTime() + wait);
}
