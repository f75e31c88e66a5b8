import { randomUUID } from 'node:crypto';
import { endpoints } from '@holdfast/contracts';
import type { ControlPlane } from '../managed/control-plane.js';
import type { Enrolment } from '../managed/enrolment.js';
import { publicKeyOf } from '../managed/public-key.js';
import { JoinKey, newJoinCode } from './join-code.js';
import type { JoinRequest } from './join-request-file.js';
import { joinRequestFile } from './join-request-file.js';

/** What a request of this workstation is about. */
export const joinKeyOf = (enrolment: Enrolment, { id, code }: JoinRequest): JoinKey =>
  new JoinKey(code, {
    id,
    workstationId: enrolment.workstationId,
    publicKey: publicKeyOf(enrolment.privateKey),
  });

/** Asks the employee's other workstations to let this one in. Kept here before it is sent, so that a lost answer costs nothing. */
export async function askToJoin(
  stateFolder: string,
  enrolment: Enrolment,
  plane: ControlPlane,
): Promise<JoinRequest> {
  const request: JoinRequest = { format: 1, id: randomUUID(), code: newJoinCode() };
  await joinRequestFile(stateFolder).write(request);
  const body = {
    id: request.id,
    publicKey: Buffer.from(publicKeyOf(enrolment.privateKey)).toString('base64'),
    tag: joinKeyOf(enrolment, request).tag(),
  };
  await plane.call(endpoints.askToJoin, { body });
  return request;
}
