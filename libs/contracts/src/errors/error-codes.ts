import { z } from 'zod';

/** Stable codes of problem details (RFC 9457) and their HTTP status. Console and agent switch on the code only. */
export const ERROR_STATUS = {
  'request-invalid': 400,
  'sign-in-required': 401,
  'sign-in-refused': 401,
  'sso-refused': 401,
  'factor-refused': 401,
  'ticket-refused': 401,
  'setup-token-refused': 401,
  'agent-token-refused': 401,
  'directory-token-refused': 401,
  'api-token-refused': 401,
  /** Both also as the `error_description` of an `invalid_grant` at the token endpoint. */
  'enrolment-token-unknown': 401,
  'enrolment-token-expired': 401,
  'agent-token-expired': 401,
  'dpop-nonce-required': 401,
  'dpop-proof-refused': 401,
  'leaver-link-refused': 401,
  'leaver-session-ended': 401,
  'leaver-proof-refused': 401,
  'signature-refused': 403,
  'leaver-code-needed': 403,
  'role-refused': 403,
  'scope-refused': 403,
  'recovery-proof-refused': 403,
  'origin-refused': 403,
  'confirmation-needed': 403,
  'notice-open': 409,
  'key-store-refused': 409,
  'not-found': 404,
  'version-conflict': 409,
  'policy-assigned': 409,
  'too-many-policies': 409,
  'last-factor': 409,
  'sso-not-tested': 409,
  'role-of-directory': 409,
  'last-owner': 409,
  'last-operator': 409,
  'inventory-shrinks': 409,
  'hold-stands': 409,
  'second-person-needed': 409,
  'erasure-begun': 409,
  'phone-enrolled-elsewhere': 409,
  'lease-held': 409,
  'join-request-over': 409,
  'lease-stale': 409,
  'commit-incomplete': 409,
  'object-exists': 409,
  'precondition-failed': 412,
  'file-refused': 422,
  'policy-refused': 422,
  'assignments-refused': 422,
  'document-refused': 422,
  'object-mismatch': 422,
  'object-name-refused': 422,
  'public-key-refused': 422,
  'sso-metadata-refused': 422,
  'over-quota': 422,
  'too-large': 413,
  'too-many-requests': 429,
  internal: 500,
  'storage-full': 507,
  'storage-unreachable': 503,
  'sso-metadata-unreachable': 503,
  'database-unreachable': 503,
  'shutting-down': 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
export const ERROR_CODES = Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]];

/** A problem document: what happened (`title`), what still holds and what to do next (`detail`). Never a secret. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.enum(ERROR_CODES),
  requestId: z.string(),
  /** `code`: stable, where a program may want to know which rule it is. */
  issues: z
    .array(z.object({ path: z.string(), message: z.string(), code: z.string().optional() }))
    .optional(),
});
export type Problem = z.infer<typeof Problem>;
