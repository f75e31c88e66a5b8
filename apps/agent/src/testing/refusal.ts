import type { ErrorCode } from '@holdfast/contracts';

/** What a handler throws to answer with a problem document. */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}
