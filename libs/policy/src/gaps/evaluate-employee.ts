import type { FoundPhoneState } from './evaluate-phone.js';
import type { FoundGap } from './gap.js';

/** Where an employee in scope counts in the headline: one of its three parts, the middle one by segments. */
export type Standing =
  'protected' | 'in-grace' | 'waiting' | 'at-risk' | 'never-backed-up' | 'declined' | 'no-phone';

export interface EmployeeFacts {
  /** When the employee came into scope. */
  readonly inScopeSince: Date;
  /** They declined, or do not use a phone for work: neutral, and told to nobody. */
  readonly saidNoPhone?: boolean;
  /** Every phone of the employee that is known. */
  readonly phones: readonly FoundPhoneState[];
}

export interface EmployeeEvaluation {
  readonly standing: Standing;
  readonly gaps: readonly FoundGap[];
  readonly nextTransitionAt: undefined;
}

/** Worst first: an employee stands where the worst of their phones does. */
const WORST_FIRST = ['never-backed-up', 'at-risk', 'waiting', 'in-grace', 'declined'] as const;

/**
 * Where an employee in scope stands: protected only when every known phone is. A phone that was declined or is not
 * used for work is no gap, but it does not make the employee protected either, so declaring it never raises the
 * headline. Time alone never changes this answer: the phones' own transitions do.
 */
export function evaluateEmployee(facts: EmployeeFacts): EmployeeEvaluation {
  if (facts.phones.length === 0) {
    // Counted with those who have no phone here, so that no count tells it either.
    if (facts.saidNoPhone) return { standing: 'no-phone', gaps: [], nextTransitionAt: undefined };
    const gap: FoundGap = { code: 'no-phone', severity: 'waiting', since: facts.inScopeSince };
    return { standing: 'no-phone', gaps: [gap], nextTransitionAt: undefined };
  }
  const states = new Set(facts.phones.map((state) => (state === 'not-for-work' ? 'declined' : state)));
  const standing = WORST_FIRST.find((state) => states.has(state)) ?? 'protected';
  return { standing, gaps: [], nextTransitionAt: undefined };
}
