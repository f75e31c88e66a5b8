import { join } from 'node:path';
import { endpoints } from '@holdfast/contracts';
import type { RepositoryOfEmployee } from '@holdfast/contracts';
import { openRepository, signedLocation, StorageError } from '@holdfast/storage';
import type { BackupResult, Committer, IndexLoss, Location, Repository, Unlock } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import type { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import type { RepositoryPins } from './repository-pins.js';
import { controlPlaneSigner } from './url-signer.js';

/** A repository of the employee as the control plane knows it, at the location that this workstation uses. */
export interface ManagedPlace {
  readonly repositoryId: string;
  readonly locationId: string;
  readonly location: Location;
  /** The employee's main one, if this is not it: then this workstation waits to be let into that. */
  readonly main: ManagedPlace | undefined;
  /** Those to which workstations wrote while they waited, newest first. */
  readonly interim: readonly (RepositoryOfEmployee['interim'][number] & { readonly location: Location })[];
}

/** Finds (or has made) the repository that this workstation writes to, at its first location. @throws Fault, ProblemError `notice-open` */
export async function managedPlace(plane: ControlPlane, signal?: AbortSignal): Promise<ManagedPlace> {
  const found: RepositoryOfEmployee = await plane.call(endpoints.openRepository, signal ? { signal } : {});
  const [first] = found.locations;
  if (first === undefined) {
    throw new Fault('refused', {
      what: 'Your company has no storage location yet.',
      holds: 'This workstation is enrolled; nothing was backed up.',
      next: 'Ask your IT to connect a location, then run the command again.',
    });
  }
  const { repositoryId, mainRepositoryId } = found;
  const { locationId, name } = first;
  const locationOf = (id: string): Location =>
    signedLocation(controlPlaneSigner(plane, id, locationId), { place: `${name} at ${plane.origin}` });
  const interim = found.interim.map((one) => ({ ...one, location: locationOf(one.repositoryId) }));
  const placeOf = (id: string): ManagedPlace => {
    const main = id === mainRepositoryId ? undefined : placeOf(mainRepositoryId);
    return { repositoryId: id, locationId, location: locationOf(id), main, interim };
  };
  return placeOf(repositoryId);
}

/** Folder for spool, journal and index of the employee's repository. */
export const managedWorkFolder = (cacheFolder: string, repositoryId: string): string =>
  join(cacheFolder, 'repositories', repositoryId);

/** What this workstation opens the repository with: its own key. */
export const ownKey = (enrolment: Pick<Enrolment, 'privateKey'>): Unlock => ({
  kind: 'key',
  privateKey: new Uint8Array(Buffer.from(enrolment.privateKey, 'base64')),
});

/** Opens the repository; `commit` makes snapshots count, without it the repository is for reading. */
export async function openManagedRepository(
  plane: ControlPlane,
  place: ManagedPlace,
  options: {
    readonly unlock: Unlock;
    /** Not what a person gave on the command line: then a wrong key means another workstation's repository. */
    readonly isOwnKey: boolean;
    readonly workFolder: string;
    readonly pins: RepositoryPins;
    readonly onIndexLost?: (why: IndexLoss) => void;
    readonly commit?: (result: BackupResult) => Promise<void>;
  },
): Promise<Repository> {
  try {
    const repository = await openRepository({
      location: place.location,
      workFolder: options.workFolder,
      unlock: options.unlock,
      ...(options.onIndexLost ? { onIndexLost: options.onIndexLost } : {}),
      committer: committerOf(plane, place.repositoryId, options.commit),
    });
    await options.pins.expect(place.repositoryId, repository.identity).catch(async (error: unknown) => {
      await repository.close();
      throw error;
    });
    return repository;
  } catch (error) {
    if (error instanceof StorageError && error.code === 'wrong-key' && options.isOwnKey) {
      throw new Fault('wrong-key', {
        what: 'Your repository was made on another workstation, and this one has no key to it yet.',
        holds: 'Nothing was read and nothing was changed.',
        next: 'Bring it in with "holdfast enrol": by your recovery code, or by another workstation of yours.',
      });
    }
    throw error;
  }
}

function committerOf(
  plane: ControlPlane,
  repositoryId: string,
  commit: ((result: BackupResult) => Promise<void>) | undefined,
): Committer {
  return {
    commit: commit ?? (() => Promise.reject(new Error('opened for reading only'))),
    async committed() {
      const state = await plane.call(endpoints.repositoryState, { params: { id: repositoryId } });
      return state.snapshots.map((snapshot) => snapshot.objectName);
    },
  };
}
