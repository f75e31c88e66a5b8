/** A `SourceError` of contracts, told by its shape: this library imports types of contracts only. */
export function isSourceFailure(error: unknown): error is Error & { causeClass: string } {
  return error instanceof Error && error.name === 'SourceError' && 'causeClass' in error;
}
