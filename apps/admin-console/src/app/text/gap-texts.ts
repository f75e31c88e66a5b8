import type { GapCode, GapSeverity } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

/** A gap's short name; the sentence and the next step come from the api. */
export const GAP_TEXTS: Record<GapCode, string> = {
  'no-workstation': $localize`No workstation`,
  'no-phone': $localize`No phone enrolled`,
  'phone-not-enrolled': $localize`Known phone not enrolled`,
  'never-backed-up': $localize`Never backed up`,
  overdue: $localize`Overdue`,
  'agent-silent': $localize`Agent silent`,
  failing: $localize`Failing`,
  partial: $localize`Partial`,
  'too-few-copies': $localize`Too few copies`,
  unverified: $localize`Not verified`,
  damaged: $localize`Damaged`,
  'near-quota': $localize`Near the quota`,
  'over-quota': $localize`Over the quota`,
  'suspicious-change': $localize`Suspicious change`,
  'outdated-agent': $localize`Agent outdated`,
  'recovery-untested': $localize`Recovery key not proven`,
  'code-unproven': $localize`Recovery code not proven`,
  'notice-open': $localize`Notice not acknowledged`,
};

/** The meaning (colour, icon) of a gap in lists that know no severity, by what is usual for its code. */
export const GAP_MEANING: Record<GapCode, Meaning> = {
  'no-workstation': 'waiting',
  'no-phone': 'waiting',
  'phone-not-enrolled': 'waiting',
  'never-backed-up': 'lost',
  overdue: 'risk',
  'agent-silent': 'risk',
  failing: 'risk',
  partial: 'risk',
  'too-few-copies': 'risk',
  unverified: 'risk',
  damaged: 'lost',
  'near-quota': 'waiting',
  'over-quota': 'risk',
  'suspicious-change': 'risk',
  'outdated-agent': 'waiting',
  'recovery-untested': 'waiting',
  'code-unproven': 'waiting',
  'notice-open': 'waiting',
};

export const SEVERITY_MEANING: Record<GapSeverity, Meaning> = {
  waiting: 'waiting',
  risk: 'risk',
  lost: 'lost',
};

export const isGapCode = (text: string | undefined): text is GapCode =>
  text !== undefined && Object.hasOwn(GAP_TEXTS, text);

export const SEVERITY_TEXTS: Record<GapSeverity, string> = {
  lost: $localize`Nothing to restore`,
  risk: $localize`May lose data`,
  waiting: $localize`Waiting for somebody`,
};
export const GAP_SEVERITIES = Object.keys(SEVERITY_TEXTS) as GapSeverity[];

export const isGapSeverity = (text: string): text is GapSeverity => Object.hasOwn(SEVERITY_TEXTS, text);
