import { endpoints } from '@holdfast/contracts';
import type { JoinState } from '@holdfast/contracts';
import { repositoryIdentity, shareRecipients, StorageError } from '@holdfast/storage';
import { rm } from 'node:fs/promises';
import { ProblemError } from '../faults/problem-error.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { Enrolment } from '../managed/enrolment.js';
import { enrolmentRecordOf } from '../managed/enrolment.js';
import { enrolmentFile } from '../managed/enrolment-file.js';
import { ownInterim } from '../managed/interim-place.js';
import type { ManagedPlace } from '../managed/managed-repository.js';
import { managedPlace, ownKey } from '../managed/managed-repository.js';
import { anotherRepository, RepositoryPins } from '../managed/repository-pins.js';
import { joinKeyOf } from './ask-to-join.js';
import { joinRequestFile } from './join-request-file.js';

/** What became of this workstation's request; `none`: it has not asked. */
export type CameIn = 'none' | 'waiting' | 'joined' | 'refused' | 'ended';

/**
 * Looks whether another workstation let this one in, and comes in: proves that what its key opens is the repository which that
 * one meant, lets that one's recipients into what was backed up here meanwhile, and writes to the main one from then on.
 * @throws Fault `refused` where the server shows another repository; StorageError, ProblemError, ControlPlaneUnreachable
 */
export async function comeIn(
  stateFolder: string,
  enrolment: Enrolment,
  plane: ControlPlane,
): Promise<CameIn> {
  const file = joinRequestFile(stateFolder);
  const request = await file.read();
  if (!request) return 'none';
  const { state, welcome } = await answerTo(plane, request.id);
  if (state === 'waiting') return 'waiting';
  if (state === 'refused' || state === 'ended') {
    await rm(file.path, { force: true });
    return state;
  }
  const place = await managedPlace(plane);
  const main = place.main ?? place;
  const identity = await repositoryIdentity({ location: main.location, unlock: ownKey(enrolment) }).catch(
    (error: unknown) => {
      throw error instanceof StorageError && error.code === 'wrong-key' ? anotherRepository() : error;
    },
  );
  if (welcome === null || !joinKeyOf(enrolment, request).isWelcome(welcome, identity))
    throw anotherRepository();
  await moveIn(stateFolder, enrolment, plane, main, identity);
  await rm(file.path, { force: true });
  return 'joined';
}

/** This workstation opens the main repository, and is sure which one that is: it writes there from now on. */
export async function moveIn(
  stateFolder: string,
  enrolment: Enrolment,
  plane: ControlPlane,
  main: ManagedPlace,
  identity: Uint8Array,
): Promise<Enrolment> {
  const unlock = ownKey(enrolment);
  for (const { location } of await ownInterim(main, enrolment))
    await shareRecipients({ location: main.location, unlock }, { location, unlock });
  await new RepositoryPins(stateFolder).pin(main.repositoryId, identity);
  await plane.call(endpoints.joinedRepository);
  // What was acknowledged meanwhile stays: another process may have written it.
  const record = await enrolmentRecordOf(stateFolder);
  await enrolmentFile(stateFolder).write({ ...record, repositoryId: main.repositoryId });
  return { ...enrolment, ...record, repositoryId: main.repositoryId };
}

async function answerTo(
  plane: ControlPlane,
  id: string,
): Promise<{ state: JoinState; welcome: string | null }> {
  try {
    return await plane.call(endpoints.ownJoinRequest, { params: { id } });
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'not-found') return { state: 'ended', welcome: null };
    throw error;
  }
}
