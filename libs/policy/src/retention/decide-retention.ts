import { calendarPeriods, type CalendarPeriods } from './calendar.js';

const DAY_MS = 86_400_000;

/** Which versions are kept; the `retention` of a policy is one of these. */
export interface RetentionRules {
  /** The newest of each phone, at least 1. */
  readonly keepLast: number;
  /** The last one of each of so many days, weeks, months and years that have any. */
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
  readonly yearly: number;
  /** Nothing younger is forgotten. */
  readonly minimumAgeDays: number;
  /** Never fewer of a phone than these. */
  readonly minimumCount: number;
}

export interface RetainedSnapshot {
  readonly id: string;
  readonly phone: string;
  readonly takenAt: Date;
  /** Under a hold: kept whatever the rules say. */
  readonly held?: boolean;
  /** Something on its phone changed as nothing explains, and nobody has said what it was: nothing of it is forgotten. */
  readonly frozen?: boolean;
}

export type KeepReason =
  | 'hold'
  | 'suspicious-change'
  | 'newest'
  | 'last'
  | 'minimum-age'
  | 'minimum-count'
  | 'daily'
  | 'weekly'
  | 'monthly'
  | 'yearly';

export interface RetentionDecision<S extends RetainedSnapshot> {
  readonly snapshot: S;
  /** Why it is kept; empty: it is forgotten. */
  readonly reasons: readonly KeepReason[];
}

/**
 * Decides for every snapshot whether it stays. Each phone by itself; rules add up, and none takes away what another
 * one keeps. The newest of a phone, what is held and what is frozen always stay, and what lies in the future is young. Days without a
 * snapshot do not count, so that a phone that was away for a month keeps as many versions as before.
 *
 * @param now the moment at which ages are taken
 * @param timeZone in which days, weeks, months and years begin: an IANA name
 * @returns newest first within each phone; phones in the order in which they first occur
 */
export function decideRetention<S extends RetainedSnapshot>(
  snapshots: readonly S[],
  rules: RetentionRules,
  now: Date,
  timeZone = 'UTC',
): RetentionDecision<S>[] {
  return [...byPhone(snapshots).values()].flatMap((ofPhone) => {
    const newestFirst = ofPhone.toSorted(
      (a, b) => b.takenAt.getTime() - a.takenAt.getTime() || (a.id < b.id ? -1 : 1),
    );
    const periods = new PeriodCounts(rules);
    return newestFirst.map((snapshot, index) => ({
      snapshot,
      reasons: [
        ...(snapshot.held ? (['hold'] as const) : []),
        ...(snapshot.frozen ? (['suspicious-change'] as const) : []),
        ...(index === 0 ? (['newest'] as const) : []),
        ...(index < rules.keepLast ? (['last'] as const) : []),
        ...(now.getTime() - snapshot.takenAt.getTime() < rules.minimumAgeDays * DAY_MS
          ? (['minimum-age'] as const)
          : []),
        ...(index < rules.minimumCount ? (['minimum-count'] as const) : []),
        ...periods.take(calendarPeriods(snapshot.takenAt, timeZone)),
      ],
    }));
  });
}

const PERIODS = [
  ['daily', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['yearly', 'year'],
] as const;

/** Counts periods as they come, newest first: the first snapshot met in a period is its last one. */
class PeriodCounts {
  private readonly met = new Map<string, { count: number; newest: string }>();

  constructor(private readonly rules: RetentionRules) {}

  take(periods: CalendarPeriods): KeepReason[] {
    return PERIODS.filter(([rule, period]) => {
      const counted = this.met.get(rule) ?? { count: 0, newest: '' };
      if (counted.newest === periods[period]) return false;
      this.met.set(rule, { count: counted.count + 1, newest: periods[period] });
      return counted.count < this.rules[rule];
    }).map(([rule]) => rule);
  }
}

function byPhone<S extends RetainedSnapshot>(snapshots: readonly S[]): Map<string, S[]> {
  const phones = new Map<string, S[]>();
  for (const snapshot of snapshots) {
    const ofPhone = phones.get(snapshot.phone);
    if (ofPhone) ofPhone.push(snapshot);
    else phones.set(snapshot.phone, [snapshot]);
  }
  return phones;
}
