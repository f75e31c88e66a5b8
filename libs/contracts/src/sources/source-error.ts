import type { CauseClass } from '../cause-classes.js';

/** A source could not do what was asked. `cause class` says whose step is next; the message is for a person. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  constructor(
    readonly causeClass: CauseClass,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
