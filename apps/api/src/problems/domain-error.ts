import type { ErrorCode } from '@holdfast/contracts';

/** Detail errors of SCIM (RFC 7644, table 9). */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue';

/** What a problem may carry beside its code: never a secret, never a name of a foreign company. */
export interface DomainErrorContext {
  /** Seconds after which a retry can help; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number;
  readonly issues?: readonly { path: string; message: string; code?: string }[];
  /** What a directory is told beside the status (RFC 7644, section 3.12). */
  readonly scimType?: ScimType;
  /** For the log only. */
  readonly cause?: unknown;
}

/** Why the domain refuses. `detail` is for the person: what happened, what still holds, what to do next. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
    readonly context: DomainErrorContext = {},
  ) {
    super(`${code}: ${detail}`, { cause: context.cause });
    this.name = 'DomainError';
  }
}

/** The same answer for what does not exist and for what another company owns. */
export const notFound = (): DomainError =>
  new DomainError('not-found', 'There is nothing here with this address, or it is not yours.');
