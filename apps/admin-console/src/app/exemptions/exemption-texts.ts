import type { ExemptionRow, ExemptionState } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';
import { GAP_TEXTS } from '../text/gap-texts';

export const EXEMPTION_STATE_TEXTS: Record<ExemptionState, string> = {
  waiting: $localize`Waits for approval`,
  active: $localize`In force`,
  over: $localize`Over`,
  ended: $localize`Ended before its day`,
};
export const EXEMPTION_STATE_MEANING: Record<ExemptionState, Meaning> = {
  waiting: 'waiting',
  active: 'neutral',
  over: 'neutral',
  ended: 'neutral',
};
/** What the page chooses between; what waits stands above in any case. */
export const CHOSEN_STATES = ['active', 'over', 'ended'] as const satisfies readonly ExemptionState[];

/** Which gaps are left out. */
export const exemptText = ({ codes }: Pick<ExemptionRow, 'codes'>): string =>
  codes === null
    ? $localize`whatever gap there is`
    : new Intl.ListFormat(undefined).format(codes.map((code) => GAP_TEXTS[code]));
