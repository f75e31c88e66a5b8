import { HttpException } from '@nestjs/common';
import { ERROR_STATUS, type ErrorCode, type Problem } from '@holdfast/contracts';
import { isDatabaseUnreachable } from './database-unreachable.js';
import { DomainError } from './domain-error.js';
import { TITLES } from './titles.js';

const CODE_OF_STATUS: Partial<Record<number, ErrorCode>> = {
  400: 'request-invalid',
  401: 'sign-in-required',
  403: 'role-refused',
  404: 'not-found',
  413: 'too-large',
  429: 'too-many-requests',
};

const DETAILS: Partial<Record<ErrorCode, string>> = {
  'request-invalid': 'The request could not be read. Nothing was changed.',
  'not-found': 'There is nothing here with this address, or it is not yours.',
  'too-large': 'The request is larger than this address takes. Nothing was changed.',
  'database-unreachable': 'Nothing was changed. Try again in a moment.',
  internal:
    'Nothing of it is kept half done. Try again; if it stays, tell whoever runs this server the request id.',
};

/** Status of Nest's own exceptions and of body-parser's errors (http-errors: `status` with `expose`). */
const statusOf = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null) return undefined;
  const { status, expose } = error as { status?: unknown; expose?: unknown };
  return typeof status === 'number' && expose === true ? status : undefined;
};

const codeOf = (error: unknown): ErrorCode => {
  if (error instanceof DomainError) return error.code;
  if (isDatabaseUnreachable(error)) return 'database-unreachable';
  const status = statusOf(error);
  if (status === undefined || status >= 500) return 'internal';
  return CODE_OF_STATUS[status] ?? 'request-invalid';
};

/** Any error as the problem document that a caller may see: an unknown one says nothing of itself. */
export const toProblem = (error: unknown, requestId: string): Problem => {
  const code = codeOf(error);
  const detail = error instanceof DomainError ? error.detail : DETAILS[code];
  const issues = error instanceof DomainError ? error.context.issues : undefined;
  return {
    type: `urn:holdfast:problem:${code}`,
    title: TITLES[code],
    status: ERROR_STATUS[code],
    ...(detail === undefined ? {} : { detail }),
    code,
    requestId,
    ...(issues === undefined ? {} : { issues: [...issues] }),
  };
};
