import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/** Where a workstation's agent keeps its key: the system's keychain, or a file that only its user reads. */
const KeyStore = z.enum(['keychain', 'file']);

export const WorkstationRow = z.object({
  id: z.uuid(),
  label: z.string(),
  os: z.string(),
  agentVersion: z.string(),
  employee: z.object({ id: z.uuid(), name: z.string() }),
  lastSeenOn: DateOnly.nullable(),
  phones: z.int(),
  keyStore: KeyStore,
  /** Since when its agent is refused; null: it is enrolled. */
  revokedOn: DateOnly.nullable(),
});

/** A workstation of the signed-in person. */
export const OwnWorkstation = z.object({
  id: z.uuid(),
  label: z.string(),
  os: z.string(),
  enrolledOn: DateOnly,
  lastSeenOn: DateOnly.nullable(),
  keyStore: KeyStore,
  phones: z.array(z.object({ id: z.uuid(), label: z.string() })),
  revokedOn: DateOnly.nullable(),
  /** `token-reused`: its refresh token turned up a second time, so somebody may have copied it. */
  revokedBecause: z.enum(['by-hand', 'given-up', 'token-reused']).nullable(),
});
export type OwnWorkstation = z.infer<typeof OwnWorkstation>;

const session = { tag: 'workstations', auth: 'session' } as const;
const revokes = {
  ...session,
  method: 'DELETE',
  params: IdParams,
  status: 204,
  errors: ['not-found'],
} as const;

export const workstationEndpoints = {
  listWorkstations: endpoint({
    ...session,
    id: 'listWorkstations',
    method: 'GET',
    path: '/api/v1/workstations',
    summary: 'Workstations and their agents',
    permission: 'coverage.read',
    looks: 'everybody',
    query: PageQuery.extend({ q: z.string().max(120).optional() }),
    status: 200,
    response: pageOf(WorkstationRow),
    errors: [],
  }),
  revokeWorkstation: endpoint({
    ...revokes,
    id: 'revokeWorkstation',
    path: '/api/v1/workstations/:id/agent',
    summary:
      'End the enrolment of a workstation: its agent is refused at its next call, what it backed up is kept',
    permission: 'workstations.revoke',
  }),
  listOwnWorkstations: endpoint({
    ...session,
    id: 'listOwnWorkstations',
    method: 'GET',
    path: '/api/v1/account/workstations',
    summary: "One's own workstations",
    permission: 'own',
    status: 200,
    response: z.object({ items: z.array(OwnWorkstation) }),
    errors: [],
  }),
  revokeOwnWorkstation: endpoint({
    ...revokes,
    id: 'revokeOwnWorkstation',
    path: '/api/v1/account/workstations/:id/agent',
    summary: "End the enrolment of one of one's own workstations",
    permission: 'own',
  }),
  mintEnrolmentTokens: endpoint({
    ...session,
    id: 'mintEnrolmentTokens',
    method: 'POST',
    path: '/api/v1/enrolment-tokens',
    summary: 'Make a one-time enrolment token for everybody without a workstation (24 h, answered once)',
    permission: 'people.enrol',
    looks: 'everybody',
    status: 201,
    contentType: 'text/csv',
    errors: [],
  }),
};
