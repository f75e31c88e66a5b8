/**
 * The parts of a policy that the rules of this library read. Structural: `PolicyV1` of contracts satisfies them,
 * and this library imports nothing of ours.
 */
export interface WindowRule {
  /** 1 Monday … 7 Sunday: the day on which the window begins. */
  readonly days: readonly number[];
  /** Minutes after local midnight. `toMinute` ≤ `fromMinute`: the window ends on the next day. */
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface ScheduleRules {
  readonly schedule: { readonly everyHours: number; readonly windows: readonly WindowRule[] };
}

export interface CoverageRules {
  readonly schedule: { readonly maxAgeHours: number; readonly graceHours: number };
  readonly scope: { readonly categories: readonly string[]; readonly optionalCategories: readonly string[] };
  readonly copies: { readonly required: number };
}

/** Categories without which a phone is not protected: asked for and not optional. */
export function requiredCategories(policy: Pick<CoverageRules, 'scope'>): string[] {
  const optional = new Set(policy.scope.optionalCategories);
  return policy.scope.categories.filter((category) => !optional.has(category));
}
