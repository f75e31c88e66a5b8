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

/** What a policy asks of places, beside their number. An empty list of jurisdictions: any. */
export interface CopyRules {
  readonly required: number;
  readonly offSite: number;
  readonly jurisdictions: readonly string[];
  readonly immutability: 'off' | 'governance' | 'compliance';
}

export interface ScopeRules {
  readonly categories: readonly string[];
  readonly optionalCategories: readonly string[];
}

/** All that decides whether a phone and its person are covered. Periods of 0 days are not asked for. */
export interface CoverageRules {
  readonly schedule: { readonly maxAgeHours: number; readonly graceHours: number };
  readonly scope: ScopeRules;
  readonly copies: CopyRules;
  readonly limits: {
    readonly quotaBytesPerEmployee: number | null;
    readonly minimumAgentVersion: string | null;
  };
  readonly proof: {
    readonly verifyEveryDays: number;
    readonly recoveryCodeEveryDays: number;
    readonly agentSilentDays: number;
    readonly failingAfterRuns: number;
  };
}

/** Categories without which a phone is not protected: asked for and not optional. */
export function requiredCategories(policy: { readonly scope: ScopeRules }): string[] {
  const optional = new Set(policy.scope.optionalCategories);
  return policy.scope.categories.filter((category) => !optional.has(category));
}
