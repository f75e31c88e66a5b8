import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { Moment } from './paging.js';

/** Names a request of an agent for authorization, in the browser that it was opened in and no other. */
const Params = z.object({ uid: z.string().regex(/^[\w-]{10,100}$/) });

/** What somebody is asked to let in: a workstation, as it calls itself, under their own account. */
export const AgentAuthorization = z.object({
  employee: z.object({ name: z.string(), email: z.email() }),
  company: z.object({ name: z.string() }),
  workstation: z.object({ label: z.string(), os: z.enum(['linux', 'macos', 'windows', 'other']) }),
  askedAt: Moment,
});
export type AgentAuthorization = z.infer<typeof AgentAuthorization>;

const decided = z.object({
  /** Where the browser goes on: back to the agent, which waits on this computer. */
  continueAt: z.url(),
});
const own = { tag: 'workstations', auth: 'session', permission: 'own', params: Params } as const;

export const authorizationEndpoints = {
  getAgentAuthorization: endpoint({
    ...own,
    id: 'getAgentAuthorization',
    method: 'GET',
    path: '/api/v1/agent-authorizations/:uid',
    summary: 'Which workstation asks to be enrolled, in this browser',
    status: 200,
    response: AgentAuthorization,
    errors: ['not-found'],
  }),
  approveAgentAuthorization: endpoint({
    ...own,
    id: 'approveAgentAuthorization',
    method: 'POST',
    path: '/api/v1/agent-authorizations/:uid/approve',
    summary: 'Enrol this workstation as mine',
    status: 200,
    response: decided,
    errors: ['not-found'],
  }),
  refuseAgentAuthorization: endpoint({
    ...own,
    id: 'refuseAgentAuthorization',
    method: 'POST',
    path: '/api/v1/agent-authorizations/:uid/refuse',
    summary: 'It is not mine: nothing is enrolled',
    status: 200,
    response: decided,
    errors: ['not-found'],
  }),
};
