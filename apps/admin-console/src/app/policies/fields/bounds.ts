import type { PolicyPath } from './policy-path';

/** The least and the most of each number: what the api would refuse, said beside the field before it is sent. */
export const BOUNDS = {
  'schedule.everyHours': [1, 8784],
  'schedule.maxAgeHours': [1, 8784],
  'schedule.graceHours': [0, 8784],
  'retention.keepLast': [1, 1000],
  'retention.daily': [0, 3650],
  'retention.weekly': [0, 520],
  'retention.monthly': [0, 120],
  'retention.yearly': [0, 50],
  'retention.minimumAgeDays': [0, 3650],
  'retention.minimumCount': [1, 1000],
  'copies.required': [1, 10],
  'copies.offSite': [0, 10],
  'copies.lockDays': [0, 3650],
  'proof.verifyEveryDays': [0, 3650],
  'proof.fullReadEveryDays': [0, 3650],
  'proof.drillEveryDays': [0, 3650],
  'proof.recoveryCodeEveryDays': [0, 3650],
  'proof.agentSilentDays': [0, 3650],
  'proof.failingAfterRuns': [1, 100],
  'reminders.resendAfterDays': [1, 90],
  'reminders.escalateAfterDays': [0, 3650],
  'reminders.quietFromHour': [0, 23],
  'reminders.quietToHour': [0, 23],
  'privacy.restoreApprovals': [0, 5],
} as const satisfies Partial<Record<PolicyPath, readonly [number, number]>>;

/** Texts and how long they may be. */
export const TEXTS = {
  name: 120,
  'privacy.purpose': 2000,
  'privacy.worksCouncilAgreement': 500,
} as const satisfies Partial<Record<PolicyPath, number>>;

/** Amounts of bytes that may be without a limit, and the unit in which they are typed. */
export const AMOUNTS = {
  'scope.maxFileBytes': 1024 ** 2,
  'limits.quotaBytesPerEmployee': 1024 ** 3,
  'limits.uploadBytesPerSecond': 1024,
} as const satisfies Partial<Record<PolicyPath, number>>;

/** The same bounds of lists. */
export const MOST_PATTERNS = 200;
export const LONGEST_PATTERN = 512;
export const MOST_WINDOWS = 50;
export const MOST_COUNTRIES = 60;
