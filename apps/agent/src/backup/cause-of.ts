import type { CauseClass } from '@holdfast/contracts';
import { isPersonCause } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { StorageErrorCode } from '@holdfast/storage';
import { StorageError } from '@holdfast/storage';
import { ControlPlaneUnreachable, ProblemError, saidByControlPlane } from '../faults/problem-error.js';
import { Fault } from '../faults/fault.js';

/** How a run that threw has ended, as the control plane is told: a class, never a name. */
export interface RunFailure {
  readonly outcome: 'interrupted' | 'failed' | 'cancelled';
  readonly cause: CauseClass;
}

const STORAGE_CAUSES: Partial<Record<StorageErrorCode, CauseClass>> = {
  'location-unreachable': 'storage-unreachable',
  'location-refused': 'credential-refused',
  'location-full': 'disk-full',
  'location-suspended': 'credential-refused',
  'disk-full': 'disk-full',
  'wrong-key': 'credential-refused',
  'source-refused': 'unreadable',
  'source-unfinished': 'unplugged',
  cancelled: 'cancelled',
};

/** Ends from which the next run goes on without anybody's help but plugging in or waiting. */
const INTERRUPTIONS: readonly CauseClass[] = ['unplugged', 'storage-unreachable', 'cancelled'];

/** Sorts what ended a run into an outcome and a cause class. */
export function runFailureOf(error: unknown): RunFailure {
  const cause = causeOf(error);
  const isInterruption = INTERRUPTIONS.includes(cause) || isPersonCause(cause);
  return { outcome: isInterruption ? 'interrupted' : 'failed', cause };
}

function causeOf(thrown: unknown): CauseClass {
  const error = saidByControlPlane(thrown);
  if (error instanceof SourceError) return error.causeClass;
  if (error instanceof StorageError) return STORAGE_CAUSES[error.code] ?? 'internal';
  if (error instanceof ControlPlaneUnreachable) return 'storage-unreachable';
  if (error instanceof ProblemError) return causeOfProblem(error);
  if (error instanceof Fault) {
    if (error.exit === 'cancelled') return 'cancelled';
    if (error.exit === 'wrong-key') return 'credential-refused';
  }
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'disk-full';
  return (error as Error | null)?.name === 'AbortError' ? 'cancelled' : 'internal';
}

function causeOfProblem(error: ProblemError): CauseClass {
  if (error.code === 'over-quota' || error.code === 'storage-full') return 'disk-full';
  if (error.code === 'agent-token-refused') return 'credential-refused';
  return error.status >= 500 || error.status === 429 ? 'storage-unreachable' : 'internal';
}
