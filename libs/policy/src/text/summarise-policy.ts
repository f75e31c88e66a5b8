import { type CoverageRules, requiredCategories, type ScheduleRules } from '../policy-rules.js';
import { bytesInWords, counted, hoursInWords, listed } from './words.js';

export interface SummaryRules extends CoverageRules {
  readonly schedule: ScheduleRules['schedule'] & CoverageRules['schedule'];
  readonly copies: { readonly required: number; readonly immutability: 'off' | 'governance' | 'compliance' };
  readonly retention: {
    readonly keepLast: number;
    readonly daily: number;
    readonly weekly: number;
    readonly monthly: number;
    readonly yearly: number;
    readonly minimumAgeDays: number;
  };
  readonly limits: { readonly quotaBytesPerEmployee: number | null };
  readonly privacy: { readonly companyKey: 'none' | 'split' | 'single' };
}

const KEYS = {
  none: 'Only the employee can open the backups; the company holds no key.',
  split: 'The company can open a backup only with several holders of its recovery key together.',
  single: 'The company can open a backup with its recovery key.',
};

/** The policy as one paragraph that a person reads; says what is asked for, never what is proven. */
export function summarisePolicy(policy: SummaryRules): string {
  const { schedule, scope, copies, retention, limits, privacy } = policy;
  const required = requiredCategories(policy);
  const optional = scope.optionalCategories.filter((category) => scope.categories.includes(category));
  const sentences = [
    `Backs up ${listed(required)} every ${hoursInWords(schedule.everyHours).replace(/^1 /, '')} when the phone is attached` +
      `${schedule.windows.length > 0 ? ' and a backup window is open' : ''}.`,
    ...(optional.length > 0 ? [`Takes ${listed(optional)} too where it can.`] : []),
    `A phone is a gap when its newest backup is older than ${hoursInWords(schedule.maxAgeHours)}` +
      `${schedule.graceHours > 0 ? `; a new one has ${hoursInWords(schedule.graceHours)} for its first` : ''}.`,
    `Asks for ${counted(copies.required, 'proven copy', 'proven copies')}` +
      `${copies.immutability === 'off' ? '' : `, locked against deletion (${copies.immutability})`}.`,
    `Keeps ${kept(retention)}; nothing younger than ${counted(retention.minimumAgeDays, 'day')} is removed.`,
    ...(limits.quotaBytesPerEmployee === null
      ? []
      : [`Each employee may store ${bytesInWords(limits.quotaBytesPerEmployee)}.`]),
    KEYS[privacy.companyKey],
  ];
  return sentences.join(' ');
}

function kept({ keepLast, daily, weekly, monthly, yearly }: SummaryRules['retention']): string {
  const kinds = Object.entries({ daily, weekly, monthly, yearly });
  return listed([
    `the last ${String(keepLast)}`,
    ...kinds.flatMap(([kind, count]) => (count > 0 ? [`${String(count)} ${kind}`] : [])),
  ]);
}
