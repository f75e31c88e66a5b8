import type { CauseClass } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';

/** The provider does not know a column of the projection. */
export class UnknownColumn extends Error {
  override readonly name = 'UnknownColumn';
  constructor(readonly column: string) {
    super('the provider does not know a column');
  }
}

/** Where a query brought more than may be held. */
export class TooMuch extends Error {
  override readonly name = 'TooMuch';
}

const FAILED = 'Error while accessing provider:';

/**
 * The error that `content` printed, if it printed one. The tool exits with 0 whatever happened and prints a Java
 * exception (AOSP `Content.java`), whose words are not repeated: they may hold what the query asked.
 */
export function faultIn(printed: string, exitCode: number | null): Error | undefined {
  if (/(inaccessible or )?not found/.test(printed) && !printed.includes(FAILED)) {
    return new SourceError('unsupported', 'The phone has no command to read its databases.');
  }
  if (!printed.includes(FAILED)) {
    return exitCode === null || exitCode === 0 ? undefined : unreadable();
  }
  const column = /(?:Invalid column|no such column:) "?([\w.]+)/.exec(printed)?.[1];
  if (column !== undefined) return new UnknownColumn(column.replace(/^.*\./, ''));
  if (/SecurityException|Permission Denial|permission denied/i.test(printed)) {
    return new SourceError('permission-denied', 'The phone does not let the cable read this database.');
  }
  if (/Could not find provider|Unknown (URI|URL)/i.test(printed)) {
    return new SourceError('unsupported', 'The phone has no such database.');
  }
  if (/FileNotFoundException/.test(printed)) {
    return new SourceError('vanished', 'The phone does not have this file any more.');
  }
  return unreadable();
}

export function unreadable(): SourceError {
  return new SourceError('unreadable', 'The phone could not read this database.');
}

/** Whether an error concerns one database or file, so that the run goes on without it. */
export function concernsOne(error: unknown): error is SourceError {
  const classes: readonly CauseClass[] = ['permission-denied', 'vanished', 'unreadable', 'unsupported'];
  return error instanceof SourceError && classes.includes(error.causeClass);
}
