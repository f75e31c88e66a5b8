import { join } from 'node:path';
import { endpoints } from '@holdfast/contracts';
import type { RepositoryOfEmployee } from '@holdfast/contracts';
import { openRepository, signedLocation, StorageError } from '@holdfast/storage';
import type { BackupResult, Committer, IndexLoss, Location, Repository, Unlock } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import type { ControlPlane } from './control-plane.js';
import type { Enrolment } from './enrolment.js';
import { controlPlaneSigner } from './url-signer.js';

/** The employee's repository as the control plane knows it, and the location that this workstation uses. */
export interface ManagedPlace {
  readonly repositoryId: string;
  readonly locationId: string;
  readonly location: Location;
}

/** Finds (or has made) the employee's repository and its first location. @throws Fault, ProblemError `notice-open` */
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
  const signer = controlPlaneSigner(plane, found.repositoryId, first.locationId);
  return {
    repositoryId: found.repositoryId,
    locationId: first.locationId,
    location: signedLocation(signer, { place: `${first.name} at ${plane.origin}` }),
  };
}

/** Folder for spool, journal and index of the employee's repository. */
export const managedWorkFolder = (cacheFolder: string, repositoryId: string): string =>
  join(cacheFolder, 'repositories', repositoryId);

/** What this workstation opens the repository with: its own key. */
export const ownKey = (enrolment: Enrolment): Unlock => ({
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
    readonly onIndexLost?: (why: IndexLoss) => void;
    readonly commit?: (result: BackupResult) => Promise<void>;
  },
): Promise<Repository> {
  try {
    return await openRepository({
      location: place.location,
      workFolder: options.workFolder,
      unlock: options.unlock,
      ...(options.onIndexLost ? { onIndexLost: options.onIndexLost } : {}),
      committer: committerOf(plane, place.repositoryId, options.commit),
    });
  } catch (error) {
    if (error instanceof StorageError && error.code === 'wrong-key' && options.isOwnKey) {
      throw new Fault('wrong-key', {
        what: 'Your repository was made on another workstation, and this one has no key to it yet.',
        holds: 'Nothing was read and nothing was changed.',
        next: 'Bring it in with your recovery code: "holdfast enrol --recovery-code-file FILE".',
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
