import { SourceError } from '@holdfast/contracts/sources';

const withCause = (cause: unknown): ErrorOptions | undefined => (cause === undefined ? undefined : { cause });

/** The phone sent what its backup protocol does not allow. */
export function garbled(detail: string, cause?: unknown): SourceError {
  return new SourceError(
    'internal',
    `The iPhone sent something that is not its backup protocol (${detail}). Earlier snapshots are whole; plug it in again and retry.`,
    withCause(cause),
  );
}

export function unplugged(cause?: unknown): SourceError {
  return new SourceError(
    'unplugged',
    'The iPhone was disconnected. Earlier snapshots are whole, and what was received so far is kept.',
    withCause(cause),
  );
}

export function silent(patienceMs: number): SourceError {
  return new SourceError(
    'unplugged',
    `The iPhone has said nothing for ${Math.round(patienceMs / 60_000)} minutes. Earlier snapshots are whole; check the cable, unlock the iPhone and retry.`,
  );
}

export function stopped(cause?: unknown): SourceError {
  return new SourceError(
    'cancelled',
    'Working with the iPhone was stopped. Earlier snapshots are whole.',
    withCause(cause),
  );
}
