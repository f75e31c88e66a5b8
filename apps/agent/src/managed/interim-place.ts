import type { Location } from '@holdfast/storage';
import { repositoryIdentity, StorageError } from '@holdfast/storage';
import { usage } from '../faults/fault.js';
import type { Output } from '../terminal/output.js';
import type { Enrolment } from './enrolment.js';
import type { ManagedPlace } from './managed-repository.js';
import { ownKey } from './managed-repository.js';

/** A repository that this workstation's key opens, and which one it proved to be. */
export interface OpenedHere {
  readonly repositoryId: string;
  readonly location: Location;
  readonly identity: Uint8Array;
}

type KeyHolder = Pick<Enrolment, 'workstationId' | 'privateKey'>;

/** @throws StorageError `wrong-key`, … */
export const openedHere = async (
  { repositoryId, location }: Pick<OpenedHere, 'repositoryId' | 'location'>,
  holder: KeyHolder,
): Promise<OpenedHere> => ({
  repositoryId,
  location,
  identity: await repositoryIdentity({ location, unlock: ownKey(holder) }),
});

/**
 * The repositories to which this workstation wrote while it waited. Not those of a key that it had before: nobody here opens
 * them any more.
 */
export async function ownInterim(place: ManagedPlace, holder: KeyHolder): Promise<OpenedHere[]> {
  const own: OpenedHere[] = [];
  for (const one of place.interim) {
    if (one.workstationId !== holder.workstationId || (await one.location.stat('config')) === undefined)
      continue;
    try {
      own.push(await openedHere(one, holder));
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'wrong-key') throw error;
    }
  }
  return own;
}

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
