import { z } from 'zod';
import { PublicKey } from '../company-key.js';
import { endpoint } from '../endpoint.js';
import { DateOnly, IdParams } from '../paging.js';

const Bytes32 = z.base64().length(44);

/**
 * A workstation asks the employee's other ones to be let into their repository. `id`, key and tag are made by it: the tag is
 * over both under a key of the code that it shows, which never leaves its screen (docs/decisions/0045).
 */
export const AskToJoin = z.strictObject({ id: z.uuid(), publicKey: PublicKey, tag: Bytes32 });

/** `ended`: nobody answered in time, or the workstation asked anew. */
export const JoinState = z.enum(['waiting', 'approved', 'refused', 'joined', 'ended']);
export type JoinState = z.infer<typeof JoinState>;

export const OwnJoinRequest = z.object({
  id: z.uuid(),
  state: JoinState,
  endsOn: DateOnly,
  /** By what the workstation tells the repository that it was let into from one that somebody put there. */
  welcome: Bytes32.nullable(),
});
export type OwnJoinRequest = z.infer<typeof OwnJoinRequest>;

export const WaitingJoinRequest = z.object({
  id: z.uuid(),
  workstationId: z.uuid(),
  /** As its person called the workstation. */
  label: z.string(),
  askedOn: DateOnly,
  endsOn: DateOnly,
  publicKey: PublicKey,
  tag: Bytes32,
  triesLeft: z.int(),
});
export type WaitingJoinRequest = z.infer<typeof WaitingJoinRequest>;

export const agentJoinEndpoints = {
  askToJoin: endpoint({
    id: 'askToJoin',
    method: 'POST',
    path: '/agent/v1/join-requests',
    tag: 'agent',
    summary:
      'Ask to be let into the repository by another workstation; until then this one writes to a repository of its own',
    auth: 'agent',
    body: AskToJoin,
    status: 201,
    response: OwnJoinRequest,
    errors: ['not-found', 'public-key-refused'],
  }),
  ownJoinRequest: endpoint({
    id: 'ownJoinRequest',
    method: 'GET',
    path: '/agent/v1/join-requests/:id',
    tag: 'agent',
    summary: 'What became of a request of this workstation',
    auth: 'agent',
    params: IdParams,
    status: 200,
    response: OwnJoinRequest,
    errors: ['not-found'],
  }),
  listJoinRequests: endpoint({
    id: 'listJoinRequests',
    method: 'GET',
    path: '/agent/v1/join-requests',
    tag: 'agent',
    summary: "Requests of the employee's other workstations that wait for an answer",
    auth: 'agent',
    status: 200,
    response: z.object({ items: z.array(WaitingJoinRequest) }),
    errors: [],
  }),
  approveJoinRequest: endpoint({
    id: 'approveJoinRequest',
    method: 'POST',
    path: '/agent/v1/join-requests/:id/approval',
    tag: 'agent',
    summary: 'The workstation is a recipient now: it may come in',
    auth: 'agent',
    params: IdParams,
    body: z.strictObject({ welcome: Bytes32 }),
    status: 204,
    errors: ['not-found', 'join-request-over'],
  }),
  refuseJoinRequest: endpoint({
    id: 'refuseJoinRequest',
    method: 'POST',
    path: '/agent/v1/join-requests/:id/refusal',
    tag: 'agent',
    summary: 'Not mine, or not now',
    auth: 'agent',
    params: IdParams,
    status: 204,
    errors: ['not-found', 'join-request-over'],
  }),
  tellWrongJoinCode: endpoint({
    id: 'tellWrongJoinCode',
    method: 'POST',
    path: '/agent/v1/join-requests/:id/wrong-codes',
    tag: 'agent',
    summary: 'A code was typed that is not the one of the request: after five it is refused',
    auth: 'agent',
    params: IdParams,
    status: 200,
    response: z.object({ triesLeft: z.int() }),
    errors: ['not-found', 'join-request-over'],
  }),
  joinedRepository: endpoint({
    id: 'joinedRepository',
    method: 'POST',
    path: '/agent/v1/repositories/joined',
    tag: 'agent',
    summary:
      "This workstation opens the employee's main repository: it writes there from now on (idempotent)",
    auth: 'agent',
    status: 204,
    errors: [],
  }),
};
