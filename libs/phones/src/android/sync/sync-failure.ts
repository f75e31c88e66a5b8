import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';

/** The phone's libc words for an errno, as adbd puts them at the end of a refusal, and the cause each means for one file. */
const WORDS: readonly (readonly [RegExp, CauseClass, string])[] = [
  [/permission denied|operation not permitted/i, 'permission-denied', 'The phone does not let this be read.'],
  [/no such file/i, 'vanished', 'This was on the phone a moment ago and is not any more.'],
];

/** Turns the text of a sync FAIL into the file's cause. The phone's own words are kept, cut and made printable. */
export function refusedByPhone(message: Uint8Array): SourceError {
  const text = Buffer.from(message.subarray(0, 300))
    .toString('utf8')
    .replace(/[^\x20-\x7e]/g, '?');
  for (const [pattern, causeClass, sentence] of WORDS) {
    if (pattern.test(text)) return new SourceError(causeClass, `${sentence} (phone: ${text})`);
  }
  return new SourceError('unreadable', `The phone could not read this. (phone: ${text})`);
}

const EPERM = 1;
const ENOENT = 2;
const EACCES = 13;

/** The cause that an errno of the phone means for one entry. */
export function causeOfErrno(errno: number): CauseClass {
  if (errno === EACCES || errno === EPERM) return 'permission-denied';
  return errno === ENOENT ? 'vanished' : 'unreadable';
}
