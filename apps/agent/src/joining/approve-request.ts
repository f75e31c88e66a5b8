import { addRecipient, repositoryIdentity } from '@holdfast/storage';
import type { WaitingJoinRequest } from '@holdfast/contracts';
import { endpoints } from '@holdfast/contracts';
import { Fault } from '../faults/fault.js';
import type { ControlPlane } from '../managed/control-plane.js';
import type { Enrolment } from '../managed/enrolment.js';
import type { ManagedPlace } from '../managed/managed-repository.js';
import { ownKey } from '../managed/managed-repository.js';
import { RepositoryPins } from '../managed/repository-pins.js';
import { JoinKey, parseJoinCode } from './join-code.js';

/**
 * What both workstations share, if the code that was typed is the one that the other shows, over the key that the server says
 * it has; undefined: wrongly typed, or the server shows another key.
 */
export function sharedKey(request: WaitingJoinRequest, typed: string): JoinKey | undefined {
  const code = parseJoinCode(typed);
  if (code === undefined) return undefined;
  const publicKey = new Uint8Array(Buffer.from(request.publicKey, 'base64'));
  const key = new JoinKey(code, { id: request.id, workstationId: request.workstationId, publicKey });
  return key.isTag(request.tag) ? key : undefined;
}

/** Lets the workstation in: it becomes a recipient, and is told by which repository it may know that it is in the right one. */
export async function letIn(
  stateFolder: string,
  enrolment: Enrolment,
  plane: ControlPlane,
  place: ManagedPlace,
  request: WaitingJoinRequest,
  key: JoinKey,
): Promise<void> {
  const holder = { location: place.location, unlock: ownKey(enrolment) };
  const identity = await repositoryIdentity(holder);
  await new RepositoryPins(stateFolder).expect(place.repositoryId, identity);
  await addRecipient(holder, {
    kind: 'key',
    role: 'workstation',
    name: request.workstationId,
    publicKey: new Uint8Array(Buffer.from(request.publicKey, 'base64')),
  });
  const body = { welcome: key.welcome(identity) };
  await plane.call(endpoints.approveJoinRequest, { params: { id: request.id }, body });
}

/** Tells the server of a wrong code; five of them refuse the request. @throws Fault `refused` at the fifth */
export async function wrongCode(plane: ControlPlane, { id }: WaitingJoinRequest): Promise<number> {
  const { triesLeft } = await plane.call(endpoints.tellWrongJoinCode, { params: { id } });
  if (triesLeft > 0) return triesLeft;
  throw new Fault('refused', {
    what: 'That is not it, for the fifth time: the request is refused.',
    holds: 'Nothing was let in. The other workstation goes on backing up to a repository of its own.',
    next: 'Compare what both show. If the code was right, the server shows another key than the workstation has: tell your IT. It can ask again with "holdfast enrol".',
  });
}
