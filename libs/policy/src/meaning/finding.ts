/** Every code that a check of a policy can find. A code is never used for something else. */
export const POLICY_FINDING_CODES = [
  'name-blank',
  'name-taken',
  'due-later-than-overdue',
  'no-slack',
  'grace-longer-than-age',
  'windows-too-short',
  'windows-short',
  'windows-too-far-apart',
  'nothing-required',
  'optional-not-asked',
  'reason-missing',
  'agreement-missing',
  'iphone-encryption-idle',
  'iphones-give-nothing',
  'android-unreachable',
  'pattern-matches-nothing',
  'pattern-excludes-everything',
  'includes-match-nothing',
  'include-excluded',
  'file-limit-low',
  'location-unknown',
  'no-location-yet',
  'too-few-locations',
  'too-few-locations-named',
  'off-site-beyond-required',
  'too-few-off-site',
  'off-site-without-cloud',
  'no-location-in-jurisdiction',
  'jurisdiction-empty',
  'lock-without-days',
  'days-without-lock',
  'lock-shorter-than-age',
  'no-location-locks',
  'quota-too-small',
  'quota-below-file-limit',
  'upload-slow',
  'agent-version-unknown',
  'never-proven',
  'nobody-reminded',
  'escalated-at-once',
  'approvals-without-key',
  'key-not-registered',
  'opened-by-one',
  'nobody-but-employee',
] as const;
export type PolicyFindingCode = (typeof POLICY_FINDING_CODES)[number];

/** What a policy says that cannot be, or that its author may not have meant. */
export interface PolicyFinding {
  readonly code: PolicyFindingCode;
  /** `refused`: it can never be met or contradicts itself, and is not published. `warning`: it is published as it says. */
  readonly level: 'refused' | 'warning';
  /** The field, as a path: `schedule.maxAgeHours`, `schedule.windows.0`. */
  readonly path: string;
  /** What is so, for the person who writes the policy. */
  readonly sentence: string;
  /** What to do about it. */
  readonly nextStep: string;
}

type Told = readonly [path: string, sentence: string, nextStep: string];

export const refused = (code: PolicyFindingCode, ...[path, sentence, nextStep]: Told): PolicyFinding => ({
  code,
  level: 'refused',
  path,
  sentence,
  nextStep,
});

export const warning = (code: PolicyFindingCode, ...[path, sentence, nextStep]: Told): PolicyFinding => ({
  code,
  level: 'warning',
  path,
  sentence,
  nextStep,
});
