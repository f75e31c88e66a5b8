import { HttpErrorResponse } from '@angular/common/http';
import type { ErrorCode } from '@holdfast/contracts';

/** `offline`: no answer came. `unknown`: an answer that is not a problem document (a proxy's page, say). */
export type FaultCode = ErrorCode | 'offline' | 'unknown';

export interface FieldIssue {
  readonly path: string;
  readonly message: string;
}

/** What went wrong with one request, in the only form that pages look at: they switch on `code`. */
export interface Fault {
  readonly code: FaultCode;
  readonly status: number;
  /** The api's own sentence, where it sent one: what still holds and what to do next. */
  readonly detail: string | undefined;
  readonly requestId: string | undefined;
  readonly issues: readonly FieldIssue[];
}

interface ProblemShape {
  code?: unknown;
  detail?: unknown;
  requestId?: unknown;
  issues?: unknown;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 1000) : undefined;

const issuesOf = (value: unknown): FieldIssue[] =>
  Array.isArray(value)
    ? value.filter(
        (issue): issue is FieldIssue => text(issue?.path) !== undefined && text(issue?.message) !== undefined,
      )
    : [];

function responseOf(error: unknown): HttpErrorResponse | undefined {
  if (error instanceof HttpErrorResponse) return error;
  // A resource wraps what is no `Error`, and an HttpErrorResponse is none.
  if (error instanceof Error && error.cause instanceof HttpErrorResponse) return error.cause;
  return undefined;
}

/** A request that answers nothing is told its problem as text. */
function shapeOf(said: unknown): ProblemShape {
  if (typeof said === 'object' && said !== null) return said;
  try {
    const parsed: unknown = typeof said === 'string' ? JSON.parse(said) : undefined;
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** Reads any failure of a request as a {@link Fault}; never throws, whatever came back. */
export function faultOf(error: unknown): Fault {
  const response = responseOf(error);
  const none = { detail: undefined, requestId: undefined, issues: [] };
  if (response === undefined) return { code: 'unknown', status: 0, ...none };
  if (response.status === 0) return { code: 'offline', status: 0, ...none };
  const body = shapeOf(response.error);
  return {
    code: (text(body.code) ?? 'unknown') as FaultCode,
    status: response.status,
    detail: text(body.detail),
    requestId: text(body.requestId) ?? response.headers.get('x-request-id') ?? undefined,
    issues: issuesOf(body.issues),
  };
}
