import { earliest } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import type { FoundGap } from './gap.js';
import { metUntil } from './met-until.js';
import { neverBackedUp } from './never-backed-up.js';
import { overdue } from './overdue.js';
import { partial } from './partial.js';
import type { PhoneFacts } from './phone-facts.js';
import { tooFewCopies } from './too-few-copies.js';

/** The one state of a phone, as contracts names them. */
export type FoundPhoneState =
  'protected' | 'in-grace' | 'waiting' | 'at-risk' | 'never-backed-up' | 'declined' | 'not-for-work';

export interface PhoneEvaluation {
  readonly state: FoundPhoneState;
  readonly gaps: readonly FoundGap[];
  /** First moment at which this answer can change with no new facts; undefined: only a fact changes it. */
  readonly nextTransitionAt: Date | undefined;
}

/**
 * What a phone's facts mean under a policy at one moment. Pure: the same arguments give the same answer, and the
 * answer holds until `nextTransitionAt`, so nothing ever has to be scanned.
 *
 * A phone is `protected` only when the policy is met; grace, waiting and neutral states never stand in for it.
 */
export function evaluatePhone(policy: CoverageRules, facts: PhoneFacts, now: Date): PhoneEvaluation {
  if (facts.neutral) return { state: facts.neutral, gaps: [], nextTransitionAt: undefined };
  const findings = [neverBackedUp, overdue, partial, tooFewCopies].map((rule) => rule(policy, facts, now));
  const gaps = findings.flatMap((finding) => finding.gap ?? []);
  const until = metUntil(policy, facts);
  const met = until !== undefined && now < until;
  const changes = findings.map((finding) => finding.changesAt);
  return {
    state: stateOf(met, gaps, facts.waitsForPerson ?? false),
    gaps,
    nextTransitionAt: earliest([...changes, met ? until : undefined]),
  };
}

function stateOf(met: boolean, gaps: readonly FoundGap[], waits: boolean): FoundPhoneState {
  if (met) return 'protected';
  if (gaps.some((gap) => gap.severity === 'lost')) return 'never-backed-up';
  if (waits) return 'waiting';
  return gaps.length > 0 ? 'at-risk' : 'in-grace';
}
