import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';

const CAUSES: Readonly<Record<string, [CauseClass, string]>> = {
  ENOENT: ['vanished', 'This was there a moment ago and is not any more.'],
  ENOTDIR: ['vanished', 'This was there a moment ago and is not any more.'],
  ELOOP: ['vanished', 'This became a link while the folder was read.'],
  EACCES: ['permission-denied', 'This user may not read this.'],
  EPERM: ['permission-denied', 'This user may not read this.'],
  ENODEV: ['unplugged', 'The card or phone was unplugged. What was read still holds.'],
  ENXIO: ['unplugged', 'The card or phone was unplugged. What was read still holds.'],
  ENOTCONN: ['unplugged', 'The mounted phone does not answer any more. What was read still holds.'],
};

/** The cause of a file system error for one path; anything not known is `unreadable`. */
export function folderFault(error: unknown): SourceError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const [causeClass, message] = CAUSES[code] ?? [
    'unreadable',
    `This could not be read (${code || 'unknown error'}).`,
  ];
  return new SourceError(causeClass, message, { cause: error });
}
