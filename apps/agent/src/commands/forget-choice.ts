import type { KeepReason, RetentionRules } from '@holdfast/policy';
import { decideRetention } from '@holdfast/policy';
import type { SnapshotSummary } from '@holdfast/storage';
import { usage } from '../faults/fault.js';
import { countText } from '../terminal/figures.js';
import type { OpenedRepository } from './open-for-command.js';
import { snapshotMeant } from './snapshot-argument.js';

/** Rules as they were said; none of them: snapshots are named. */
export interface RuleFlags {
  readonly keepLast?: number;
  readonly keepDaily?: number;
  readonly keepWeekly?: number;
  readonly keepMonthly?: number;
  readonly keepYearly?: number;
  /** Days. */
  readonly minimumAge?: number;
  readonly minimumCount?: number;
  readonly phone?: string;
  readonly timeZone?: string;
}

/** A snapshot, and why it stays. No reason: it goes. */
export interface Choice {
  readonly snapshot: SnapshotSummary;
  readonly reasons: readonly KeepReason[];
}

const RULES = [
  'keepLast',
  'keepDaily',
  'keepWeekly',
  'keepMonthly',
  'keepYearly',
  'minimumAge',
  'minimumCount',
] as const;

/** What goes and what stays, by names or by rules. @throws Fault `usage`, StorageError `snapshot-unknown`, `snapshot-ambiguous` */
export async function choose(
  opened: OpenedRepository,
  references: readonly string[],
  flags: RuleFlags,
  now: Date,
): Promise<Choice[]> {
  checkAsked(references, flags);
  if (references.length > 0) {
    const named = new Map<string, Choice>();
    for (const reference of references) {
      const snapshot = await snapshotMeant(opened, reference, flags.phone);
      named.set(snapshot.id, { snapshot, reasons: [] });
    }
    return [...named.values()];
  }
  const phone = flags.phone === undefined ? undefined : await opened.phoneNamed(flags.phone);
  const all = await opened.repository.snapshots();
  const ofPhone = phone === undefined ? all : all.filter((snapshot) => snapshot.phone === phone);
  const asked = (reason: KeepReason): boolean =>
    (reason !== 'last' || flags.keepLast !== undefined) &&
    (reason !== 'minimum-count' || flags.minimumCount !== undefined);
  return decideRetention(ofPhone, rulesOf(flags), now, flags.timeZone ?? ownTimeZone()).map(
    ({ snapshot, reasons }) => ({ snapshot, reasons: reasons.filter(asked) }),
  );
}

/** Before anything is opened: what was said makes sense. @throws Fault `usage` */
export function checkAsked(references: readonly string[], flags: RuleFlags): void {
  const hasRules = RULES.some((rule) => flags[rule] !== undefined);
  if (references.length > 0 && hasRules)
    throw usage('Name snapshots or give rules, not both.', 'Run it twice to do both.');
  if (references.length === 0 && !hasRules) {
    throw usage(
      'What may be forgotten?',
      'Name snapshots ("holdfast snapshots" lists them), or say what stays, for example --keep-daily 14 --keep-monthly 12.',
    );
  }
  if (flags.timeZone === undefined) return;
  try {
    new Intl.DateTimeFormat('en', { timeZone: flags.timeZone });
  } catch {
    throw usage(`"${flags.timeZone}" is not a time zone.`, 'Write for example Europe/Berlin or UTC.');
  }
}

/** Why a snapshot stays, for a person. */
export function reasonText(reason: KeepReason, flags: RuleFlags): string {
  return {
    hold: 'under a hold',
    'suspicious-change': 'kept until somebody says what changed',
    newest: 'the newest',
    last: flags.keepLast === 1 ? 'the last one' : `one of the last ${flags.keepLast ?? 1}`,
    'minimum-age': `younger than ${countText(flags.minimumAge ?? 0, 'day')}`,
    'minimum-count': `never fewer than ${flags.minimumCount ?? 1}`,
    daily: 'last of its day',
    weekly: 'last of its week',
    monthly: 'last of its month',
    yearly: 'last of its year',
  }[reason];
}

const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const rulesOf = (flags: RuleFlags): RetentionRules => ({
  keepLast: flags.keepLast ?? 1,
  daily: flags.keepDaily ?? 0,
  weekly: flags.keepWeekly ?? 0,
  monthly: flags.keepMonthly ?? 0,
  yearly: flags.keepYearly ?? 0,
  minimumAgeDays: flags.minimumAge ?? 0,
  minimumCount: flags.minimumCount ?? 1,
});
