import type { AnomalyRow } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

export type Verdict = NonNullable<AnomalyRow['verdict']>;
export const VERDICTS: readonly Verdict[] = ['expected', 'harm', 'recovered'];

/** What the buttons say. */
export const VERDICT_ACTIONS: Record<Verdict, string> = {
  expected: $localize`Expected`,
  harm: $localize`It was harm`,
  recovered: $localize`All restored`,
};

/** What follows, before it is done. */
export const VERDICT_CONSEQUENCES: Record<Verdict, string> = {
  expected: $localize`Nothing was wrong. Older versions of this phone are removed again as the policy says, for this and everything unusual found on it before.`,
  harm: $localize`It was an attack or a fault. Older versions of this phone are kept, whatever the policy says, until somebody says that all is restored.`,
  recovered: $localize`What was harmed is restored. Older versions of this phone are removed again as the policy says, for this and everything unusual found on it before.`,
};

/** What a list says of one that was looked at. */
export const VERDICT_TEXTS: Record<Verdict, string> = {
  expected: $localize`Was expected`,
  harm: $localize`Was harm`,
  recovered: $localize`Was harm, restored`,
};
export const VERDICT_MEANING: Record<Verdict, Meaning> = {
  expected: 'neutral',
  harm: 'lost',
  recovered: 'good',
};

export const ANOMALY_TEXTS: Record<AnomalyRow['kind'], string> = {
  encrypted: $localize`Maybe encrypted`,
  replaced: $localize`Much replaced`,
  gone: $localize`Much gone`,
  'stopped-growing': $localize`Stopped growing`,
};
