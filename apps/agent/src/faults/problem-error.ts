import type { ErrorCode } from '@holdfast/contracts';

/** The control plane answered with a problem document (RFC 9457). `retryAfterSeconds` where it asked to wait. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  constructor(
    readonly code: ErrorCode,
    readonly status: number,
    message: string,
    readonly requestId: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}

/** The control plane could not be asked, or what answered is not it. A later try may pass. */
export class ControlPlaneUnreachable extends Error {
  override readonly name = 'ControlPlaneUnreachable';
  constructor(
    readonly origin: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`The control plane at ${origin} cannot be reached: ${reason}.`, options);
  }
}

/** What the control plane said, where a location handed it on as its own fault; else the error itself. */
export function saidByControlPlane(error: unknown): unknown {
  const cause = (error as Error | null)?.cause;
  return cause instanceof ProblemError || cause instanceof ControlPlaneUnreachable ? cause : error;
}
