import { usage } from '../faults/fault.js';
import type { Output } from '../terminal/output.js';
import type { ManagedPlace } from './managed-repository.js';

/** The repository that a verb reads: the one that this workstation writes to, or the one to which it wrote while it waited. */
export function readingPlace(place: ManagedPlace, interim: boolean, workstationId: string): ManagedPlace {
  if (!interim || place.main !== undefined) return place;
  const own = place.interim.find((one) => one.workstationId === workstationId) ?? place.interim[0];
  if (own === undefined)
    throw usage(
      'No workstation of yours wrote to an interim repository.',
      'Leave --interim out: everything is in your repository.',
    );
  return { ...place, repositoryId: own.repositoryId, location: own.location };
}

/** Says where the other snapshots are, so that none is missed. */
export function tellOthers(
  output: Output,
  written: ManagedPlace,
  read: ManagedPlace,
  workstationId: string,
): void {
  if (written.main !== undefined) {
    output.note(
      'This workstation waits to be let in ("holdfast enrol"): what your other workstations backed up shows then.',
    );
    return;
  }
  const own = written.interim.find((one) => one.workstationId === workstationId);
  if (own !== undefined && read.repositoryId === written.repositoryId)
    output.note(
      `What this workstation backed up from ${own.since} on, before it was let in, shows with --interim.`,
    );
}
