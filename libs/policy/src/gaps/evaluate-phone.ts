import { earliest } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import { agentSilent } from './agent-silent.js';
import { damaged } from './damaged.js';
import { exempted, type ExemptedGap } from './exempted.js';
import { failing } from './failing.js';
import type { Finding, FoundGapCode } from './gap.js';
import { metUntil, withinAgeUntil } from './met-until.js';
import { neverBackedUp } from './never-backed-up.js';
import { outdatedAgent } from './outdated-agent.js';
import { overdue } from './overdue.js';
import { partial } from './partial.js';
import type { PhoneFacts } from './phone-facts.js';
import { suspiciousChange } from './suspicious-change.js';
import { tooFewCopies } from './too-few-copies.js';
import { unverified } from './unverified.js';
import { waits } from './waits.js';

/** The one state of a phone, as contracts names them. */
export type FoundPhoneState =
  | 'protected'
  | 'in-grace'
  | 'waiting'
  | 'exempt'
  | 'at-risk'
  | 'never-backed-up'
  | 'declined'
  | 'not-for-work';

export interface PhoneEvaluation {
  readonly state: FoundPhoneState;
  readonly gaps: readonly ExemptedGap[];
  /** Every required category is in a snapshot within the maximum age, however many copies: what the RPO counts. */
  readonly withinAge: boolean;
  /** First moment at which this answer can change with no new facts; undefined: only a fact changes it. */
  readonly nextTransitionAt: Date | undefined;
}

type Rule = (policy: CoverageRules, facts: PhoneFacts, now: Date) => Finding;

const RULES: readonly Rule[] = [
  neverBackedUp,
  overdue,
  partial,
  tooFewCopies,
  damaged,
  failing,
  agentSilent,
  unverified,
  suspiciousChange,
  outdatedAgent,
];

/** Gaps that say why a phone is not met. The others tell what will take it there, or what nobody has proven. */
const UNMET: ReadonlySet<FoundGapCode> = new Set([
  'never-backed-up',
  'overdue',
  'partial',
  'too-few-copies',
  'damaged',
]);

/**
 * What a phone's facts mean under a policy at one moment. Pure: the same arguments give the same answer, and the
 * answer holds until `nextTransitionAt`, so nothing ever has to be scanned.
 *
 * A phone is `protected` only when the policy is met; grace, waiting, exemptions and neutral states never stand in for it.
 * A snapshot from the future (a server's clock jumped back) counts once its moment has come, never before.
 */
export function evaluatePhone(policy: CoverageRules, facts: PhoneFacts, now: Date): PhoneEvaluation {
  if (facts.neutral) {
    return { state: facts.neutral, gaps: [], withinAge: false, nextTransitionAt: undefined };
  }
  const snapshots = facts.snapshots.filter(({ takenAt }) => takenAt <= now);
  const known = { ...facts, snapshots };
  const findings = RULES.map((rule) => rule(policy, known, now));
  const { gaps, changesAt } = exempted(
    findings.flatMap((finding) => finding.gap ?? []),
    facts.exemptions ?? [],
    now,
  );
  const met = isBefore(now, metUntil(policy, known));
  const withinAge = isBefore(now, withinAgeUntil(policy, snapshots));
  const waiting = waits(facts, now);
  return {
    state: stateOf(met.now, gaps, waiting.now),
    gaps,
    withinAge: withinAge.now,
    nextTransitionAt: earliest([
      ...findings.map((finding) => finding.changesAt),
      ...facts.snapshots.map(({ takenAt }) => (takenAt > now ? takenAt : undefined)),
      ...[changesAt, met.changesAt, withinAge.changesAt, waiting.changesAt],
    ]),
  };
}

const isBefore = (now: Date, until: Date | undefined): { now: boolean; changesAt?: Date } =>
  until && now < until ? { now: true, changesAt: until } : { now: false };

function stateOf(met: boolean, gaps: readonly ExemptedGap[], waiting: boolean): FoundPhoneState {
  if (met) return 'protected';
  const unmet = gaps.filter(({ code }) => UNMET.has(code));
  if (unmet.length > 0 && unmet.every(({ exemptionId }) => exemptionId !== undefined)) return 'exempt';
  if (unmet.some(({ severity }) => severity === 'lost')) return 'never-backed-up';
  if (waiting) return 'waiting';
  return unmet.length > 0 ? 'at-risk' : 'in-grace';
}
