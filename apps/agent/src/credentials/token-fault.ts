import { ControlPlaneUnreachable, ProblemError } from '../faults/problem-error.js';

/** What the token endpoint says when a token is refused for good, by what was asked for. */
export type Refused = 'enrolment-token-unknown' | 'agent-token-refused';

const TITLES = {
  'enrolment-token-unknown': 'The enrolment token is unknown, or was used already.',
  'enrolment-token-expired': 'The enrolment token has expired.',
  'agent-token-refused': 'This workstation is not enrolled, or no longer.',
  'too-many-requests': 'Too many requests from here.',
} as const;

/** The answers of RFC 6749, section 5.2, and of RFC 9449 that no second try changes. */
const FINAL = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client', 'invalid_dpop_proof']);

interface Said {
  readonly error?: unknown;
  readonly error_description?: unknown;
  readonly status?: unknown;
}

/** What a failure of `openid-client` means: refused for good, or not to be asked now. */
export function tokenFault(origin: string, thrown: unknown, refused: Refused): Error {
  for (let at = thrown; at instanceof Error; at = at.cause) {
    if (at instanceof ControlPlaneUnreachable || at instanceof ProblemError) return at;
    const { error, error_description: description, status } = at as Said;
    if (typeof error !== 'string') continue;
    if (status === 429) return problem('too-many-requests', 429);
    if (description === 'enrolment-token-expired') return problem(description, 400);
    if (FINAL.has(error)) return problem(refused, 400);
  }
  return new ControlPlaneUnreachable(origin, 'it answers what this version does not understand', {
    cause: thrown,
  });
}

const problem = (code: keyof typeof TITLES, status: number): ProblemError =>
  new ProblemError(code, status, TITLES[code], '');
