import type { Answer } from '../api/call';
import type { checkPolicy } from '../client/fn/policies/check-policy';
import type { PolicyFinding } from '../client/models/policy-finding';

export const CHECK = 'POST /api/v1/policies/checks';

/** What a check answers that finds nothing, or these. */
export const checked = (...findings: PolicyFinding[]): Answer<typeof checkPolicy> => ({
  findings,
  summary: 'Backs up photos and videos every day.',
  changes: [],
  covers: { people: 31, phones: 3 },
});

export const refusal: PolicyFinding = {
  code: 'due-later-than-overdue',
  level: 'refused',
  path: 'schedule.everyHours',
  sentence: 'A backup would be due only after the phone is overdue.',
  nextStep: 'Let it be due sooner.',
};

export const doubt: PolicyFinding = {
  code: 'file-limit-low',
  level: 'warning',
  path: 'scope.maxFileBytes',
  sentence: 'Most photos are larger.',
  nextStep: 'Raise it.',
};
