import { SourceError } from '@holdfast/contracts/sources';
import { StorageError } from '@holdfast/storage';
import { Fault } from './fault.js';
import type { FaultRow } from './fault-table.js';
import { PROBLEM_FAULTS, SOURCE_FAULTS, STORAGE_FAULTS } from './fault-table.js';
import { ControlPlaneUnreachable, ProblemError, saidByControlPlane } from './problem-error.js';

/** Turns whatever was thrown into words and an exit code. An error nobody foresaw is `internal`. */
export function explain(thrown: unknown): Fault {
  const error = saidByControlPlane(thrown);
  if (error instanceof Fault) return error;
  if (error instanceof StorageError) return fromRow(error, STORAGE_FAULTS[error.code]);
  if (error instanceof SourceError) {
    return fromRow(error, SOURCE_FAULTS[error.causeClass] ?? { exit: 'phone-unreachable' });
  }
  if (error instanceof ProblemError) {
    const what = error.requestId === '' ? error.message : `${error.message} (request ${error.requestId})`;
    return fromRow(error, PROBLEM_FAULTS[error.code] ?? { exit: 'refused' }, what);
  }
  if (error instanceof ControlPlaneUnreachable) {
    return fromRow(error, {
      exit: 'unreachable',
      holds: 'Nothing was lost: what is stored stays stored.',
      next: 'Check the network and the address, then run the same command again.',
    });
  }
  return fromSystemError(error);
}

function fromSystemError(error: unknown): Fault {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const what = error instanceof Error ? error.message : String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Fault(
      'disk-full',
      { what: 'The disk is full.', ...STORAGE_FAULTS['disk-full'] },
      { cause: error },
    );
  }
  if ((error as Error | null)?.name === 'AbortError') {
    return new Fault('cancelled', { what: 'Stopped.', ...STORAGE_FAULTS.cancelled }, { cause: error });
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Fault('usage', { what, next: 'Check who may write there.' }, { cause: error });
  }
  return new Fault(
    'internal',
    {
      what: `Something went wrong that should not: ${what}`,
      holds: 'Snapshots made before are whole.',
      next: 'Run the command again with HOLDFAST_DEBUG=1 and report what it prints.',
    },
    { cause: error },
  );
}

function fromRow(error: Error, row: FaultRow, what: string = error.message): Fault {
  return new Fault(
    row.exit,
    {
      what,
      ...(row.holds === undefined ? {} : { holds: row.holds }),
      ...(row.next === undefined ? {} : { next: row.next }),
    },
    { cause: error },
  );
}
