import { z } from 'zod';
import { RecoveryCodeDates } from './agent/recovery-code.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams } from './paging.js';

export const MyJoinRequest = z.object({
  id: z.uuid(),
  label: z.string(),
  os: z.string(),
  askedOn: DateOnly,
  endsOn: DateOnly,
});
export type MyJoinRequest = z.infer<typeof MyJoinRequest>;

export const myRecoveryEndpoints = {
  myRecoveryCode: endpoint({
    id: 'myRecoveryCode',
    method: 'GET',
    path: '/api/v1/my/recovery-code',
    tag: 'own',
    summary: 'My recovery code: when it was made, when it was proven, when it is due',
    auth: 'session',
    permission: 'own',
    status: 200,
    response: RecoveryCodeDates,
    errors: [],
  }),
  myJoinRequests: endpoint({
    id: 'myJoinRequests',
    method: 'GET',
    path: '/api/v1/my/join-requests',
    tag: 'own',
    summary: 'Workstations of mine that wait to be let into my backups',
    auth: 'session',
    permission: 'own',
    status: 200,
    response: z.object({ items: z.array(MyJoinRequest) }),
    errors: [],
  }),
  refuseMyJoinRequest: endpoint({
    id: 'refuseMyJoinRequest',
    method: 'POST',
    path: '/api/v1/my/join-requests/:id/refusal',
    tag: 'own',
    summary: 'That workstation is not to be let in',
    auth: 'session',
    permission: 'own',
    params: IdParams,
    status: 204,
    errors: ['not-found', 'join-request-over'],
  }),
};
