import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';

/** The iPhone, or its muxer, sent what its protocol does not allow. A retry may help. */
export function garbledIphone(detail: string, cause?: unknown): SourceError {
  return fault(
    'internal',
    `The iPhone sent something that is not its protocol (${detail}). Nothing wrong was kept; plug it in again and retry.`,
    cause,
  );
}

/** It is not there, or went away. */
export function iphoneGone(cause?: unknown): SourceError {
  return fault(
    'unplugged',
    'The iPhone is not connected. What was read so far still holds; plug it in again to go on.',
    cause,
  );
}

export function stoppedByPerson(cause?: unknown): SourceError {
  return fault('cancelled', 'Stopped before the iPhone was done. Earlier snapshots are whole.', cause);
}

/** Its own words, cut and made printable: they may end up on a terminal. */
export const printableWord = (text: string): string => text.slice(0, 80).replace(/[^\x20-\x7e]/g, '?');

function fault(causeClass: CauseClass, message: string, cause: unknown): SourceError {
  return new SourceError(causeClass, message, cause === undefined ? undefined : { cause });
}
