import type { Meaning } from '../look/meaning';

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

export const outcomeText = (outcome: string): string =>
  isOutcome(outcome) ? OUTCOMES[outcome].text : outcome;

export const outcomeMeaning = (outcome: string): Meaning =>
  isOutcome(outcome) ? OUTCOMES[outcome].meaning : 'neutral';
