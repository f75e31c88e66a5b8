import type { CauseClass } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';
import { isPersonCause } from './cause-texts';

type Phase = 'waiting' | 'scanning' | 'reading' | 'uploading' | 'committing' | 'verifying' | 'done';
type Outcome = 'running' | 'completed' | 'interrupted' | 'failed' | 'cancelled';
type Kind = 'backup' | 'restore' | 'verify' | 'drill';

const OUTCOMES: Record<Outcome, { text: string; meaning: Meaning }> = {
  running: { text: $localize`Running`, meaning: 'waiting' },
  completed: { text: $localize`Completed`, meaning: 'good' },
  interrupted: { text: $localize`Interrupted`, meaning: 'risk' },
  failed: { text: $localize`Failed`, meaning: 'risk' },
  cancelled: { text: $localize`Cancelled`, meaning: 'neutral' },
};

export const PHASE_TEXTS: Record<Phase, string> = {
  waiting: $localize`Waiting for the phone`,
  scanning: $localize`Looking through the phone`,
  reading: $localize`Reading what is new`,
  uploading: $localize`Sending to the storage`,
  committing: $localize`Proving that everything arrived`,
  verifying: $localize`Reading it back`,
  done: $localize`Done`,
};

export const RUN_KIND_TEXTS: Record<Kind, string> = {
  backup: $localize`Backup`,
  restore: $localize`Restore`,
  verify: $localize`Verification`,
  drill: $localize`Drill`,
};

const isOutcome = (text: string): text is Outcome => Object.hasOwn(OUTCOMES, text);

/** A run whose phone waited for its person is told as that: nothing went wrong. */
const WAITED = { text: $localize`Waited`, meaning: 'neutral' } as const;

const told = (outcome: string, cause: CauseClass | null): { text: string; meaning: Meaning } => {
  if (outcome === 'interrupted' && isPersonCause(cause)) return WAITED;
  return isOutcome(outcome) ? OUTCOMES[outcome] : { text: outcome, meaning: 'neutral' };
};

export const outcomeText = (outcome: string, cause: CauseClass | null): string => told(outcome, cause).text;

export const outcomeMeaning = (outcome: string, cause: CauseClass | null): Meaning =>
  told(outcome, cause).meaning;
