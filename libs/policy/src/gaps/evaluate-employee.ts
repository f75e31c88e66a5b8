import { earliest } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import { codeUnproven } from './code-unproven.js';
import type { EmployeeFacts } from './employee-facts.js';
import { exempted, type ExemptedGap } from './exempted.js';
import { noticeOpen } from './notice-open.js';
import { nothingEnrolled } from './nothing-enrolled.js';
import { phoneNotEnrolled } from './phone-not-enrolled.js';
import { quota } from './quota.js';

/**
 * Where an employee in scope counts in the headline: `protected`, `no-phone` (they said that they use none for work, and
 * nothing knows of one), or one of the segments of "not protected". `unknown`: a phone of theirs may exist or does, and
 * nobody has enrolled it.
 */
export type Standing =
  | 'protected'
  | 'in-grace'
  | 'waiting'
  | 'exempt'
  | 'unknown'
  | 'at-risk'
  | 'never-backed-up'
  | 'declined'
  | 'no-phone';

export interface EmployeeEvaluation {
  readonly standing: Standing;
  readonly gaps: readonly ExemptedGap[];
  readonly nextTransitionAt: Date | undefined;
}

/** Worst first: an employee stands where the worst of their phones does. */
const WORST_FIRST = [
  'never-backed-up',
  'at-risk',
  'unknown',
  'waiting',
  'exempt',
  'in-grace',
  'declined',
] as const;

/**
 * Where an employee in scope stands: protected only when every known phone is. A phone that was declined or is not
 * used for work is no gap, but it does not make the employee protected either, so declaring it never raises the
 * headline.
 */
export function evaluateEmployee(policy: CoverageRules, facts: EmployeeFacts, now: Date): EmployeeEvaluation {
  const findings = [
    nothingEnrolled(facts),
    phoneNotEnrolled(facts),
    noticeOpen(facts),
    quota(policy, facts, now),
    codeUnproven(policy, facts, now),
  ];
  const { gaps, changesAt } = exempted(
    findings.flatMap((finding) => finding.gap ?? []),
    facts.exemptions ?? [],
    now,
  );
  return {
    standing: standingOf(facts, gaps),
    gaps,
    nextTransitionAt: earliest([...findings.map((finding) => finding.changesAt), changesAt]),
  };
}

/** Gaps of the person that say that a phone is, or may be, without any protection. */
const OF_UNKNOWN: ReadonlySet<string> = new Set(['no-workstation', 'no-phone', 'phone-not-enrolled']);

function standingOf({ phones, answer }: EmployeeFacts, gaps: readonly ExemptedGap[]): Standing {
  // Phones that are enrolled speak for themselves, also where the workstation is gone since.
  const unknown = gaps.filter(
    ({ code }) => OF_UNKNOWN.has(code) && (code !== 'no-workstation' || phones.length === 0),
  );
  const standings = new Set<Standing>(phones.map((state) => (state === 'not-for-work' ? 'declined' : state)));
  if (unknown.length > 0) standings.add(unknown.every((gap) => gap.exemptionId) ? 'exempt' : 'unknown');
  if (standings.size === 0) return answer === 'declined' ? 'declined' : 'no-phone';
  return WORST_FIRST.find((standing) => standings.has(standing)) ?? 'protected';
}
