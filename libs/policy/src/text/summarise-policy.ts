import {
  type CoverageRules,
  requiredCategories,
  type ScheduleRules,
  type ScopeRules,
} from '../policy-rules.js';
import { scopeAskedOf } from '../scope/scope-asked-of.js';
import { counted, hoursInWords, listed } from './words.js';

export interface SummaryRules {
  readonly scope: ScopeRules & { readonly iosBackup: 'photos' | 'whole' };
  readonly schedule: ScheduleRules['schedule'] & CoverageRules['schedule'];
  readonly copies: { readonly required: number };
  readonly retention: {
    readonly keepLast: number;
    readonly daily: number;
    readonly weekly: number;
    readonly monthly: number;
    readonly yearly: number;
  };
}

/**
 * The policy as one paragraph that a person reads; says what is asked for, never what is proven. Fields that nothing
 * acts on yet (locks, quotas, the company's recovery key, pruning) are not told: a sentence here is taken for a fact.
 */
export function summarisePolicy(policy: SummaryRules): string {
  const { schedule, scope, copies, retention } = policy;
  const required = requiredCategories(policy);
  const optional = [...new Set(scope.optionalCategories)];
  const sentences = [
    `Backs up ${listed(required)} every ${hoursInWords(schedule.everyHours).replace(/^1 /, '')} when the phone is attached` +
      `${schedule.windows.length > 0 ? ' and a backup window is open' : ''}.`,
    ...(optional.length > 0 ? [`Takes ${listed(optional)} too where it can.`] : []),
    ...iphones(scope),
    `A phone is a gap when its newest backup is older than ${hoursInWords(schedule.maxAgeHours)}` +
      `${schedule.graceHours > 0 ? `; a new one has ${hoursInWords(schedule.graceHours)} for its first` : ''}.`,
    `Asks for ${counted(copies.required, 'proven copy', 'proven copies')}.`,
    `Keeps at least ${kept(retention)}; no version is removed yet.`,
  ];
  return sentences.join(' ');
}

/** Nothing is said of iPhones where they are asked for no more than they give without a passcode. */
function iphones(scope: SummaryRules['scope']): string[] {
  if (scope.iosBackup === 'whole') return ['Reads iPhones whole; their person types the passcode each time.'];
  const asked = scopeAskedOf(scope, 'ios').categories;
  if (asked.length === scope.categories.length) return [];
  return [`Of iPhones reads ${asked.length === 0 ? 'nothing' : `only ${listed(asked)}`}.`];
}

function kept({ keepLast, daily, weekly, monthly, yearly }: SummaryRules['retention']): string {
  const kinds = Object.entries({ daily, weekly, monthly, yearly });
  return listed([
    `the last ${String(keepLast)}`,
    ...kinds.flatMap(([kind, count]) => (count > 0 ? [`${String(count)} ${kind}`] : [])),
  ]);
}
