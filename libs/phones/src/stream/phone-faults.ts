import { SourceError } from '@holdfast/contracts/sources';

/** Longest silence while bytes are due, milliseconds: a phone that says nothing for this long is taken as gone. */
export const SILENCE_MS = 30_000;

export function unplugged(cause?: unknown): SourceError {
  return new SourceError(
    'unplugged',
    'The phone was disconnected. What was read so far still holds; plug the phone in again to go on.',
    cause === undefined ? undefined : { cause },
  );
}

export function silent(): SourceError {
  return new SourceError(
    'unplugged',
    `The phone has said nothing for ${SILENCE_MS / 1000} seconds. Check the cable, unlock the phone and try again.`,
  );
}

/** The phone sent what its protocol does not allow. A retry may help, a different cable or adb version too. */
export function garbled(detail: string, cause?: unknown): SourceError {
  return new SourceError(
    'internal',
    `The phone sent something that is not its protocol (${detail}). Nothing wrong was kept; plug it in again and retry.`,
    cause === undefined ? undefined : { cause },
  );
}
