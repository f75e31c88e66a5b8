import type { RecoveryCodeDates } from '@holdfast/contracts';

/** How it stands with a recovery code: what its person has to do follows from it. */
export type CodeStanding = 'none' | 'never-proven' | 'due' | 'proven';

/** A code is due from the first hour of its day on, UTC, as the api counts days. */
export function codeStanding({ registeredOn, provenOn, dueOn }: RecoveryCodeDates, now: Date): CodeStanding {
  if (registeredOn === null) return 'none';
  if (provenOn === null) return 'never-proven';
  return dueOn !== null && dueOn <= now.toISOString().slice(0, 10) ? 'due' : 'proven';
}
