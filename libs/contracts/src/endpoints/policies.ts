import { z } from 'zod';
import { PolicyV1 } from '../policy/policy-v1.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, Moment, PageQuery, pageOf } from './paging.js';

export const PolicyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  version: z.int(),
  publishedAt: Moment,
  /** People whom it covers: no policy of a group that they are in has a higher priority. */
  people: z.int(),
  /** Their phones. */
  phones: z.int(),
  /** The policy as a paragraph a person reads. */
  summary: z.string(),
});

export const PolicyDetail = PolicyRow.extend({
  policy: PolicyV1,
  /** Since when it covers nobody and takes no new version; what it said stays readable as evidence. Null: in use. */
  retiredOn: DateOnly.nullable(),
});

export const PolicyVersionRow = z.object({
  version: z.int(),
  publishedAt: Moment,
  /** Null for who may not read who did what. */
  publishedBy: z.string().nullable(),
  policy: PolicyV1,
});

export const policyEndpoints = {
  listPolicies: endpoint({
    id: 'listPolicies',
    method: 'GET',
    path: '/api/v1/policies',
    tag: 'policies',
    summary: 'Policies in force',
    auth: 'session',
    permission: 'policies.read',
    tokenScope: 'policies.read',
    query: PageQuery,
    status: 200,
    response: pageOf(PolicyRow),
    errors: [],
  }),
  getPolicy: endpoint({
    id: 'getPolicy',
    method: 'GET',
    path: '/api/v1/policies/:id',
    tag: 'policies',
    summary: 'A policy and its version in force',
    auth: 'session',
    permission: 'policies.read',
    tokenScope: 'policies.read',
    params: IdParams,
    status: 200,
    response: PolicyDetail,
    errors: ['not-found'],
  }),
  listPolicyVersions: endpoint({
    id: 'listPolicyVersions',
    method: 'GET',
    path: '/api/v1/policies/:id/versions',
    tag: 'policies',
    summary: "A policy's versions, newest first; each is immutable",
    auth: 'session',
    permission: 'policies.read',
    withheld: [{ path: 'items.publishedBy', unless: 'audit.read' }],
    params: IdParams,
    query: PageQuery,
    status: 200,
    response: pageOf(PolicyVersionRow),
    errors: ['not-found'],
  }),
  publishPolicy: endpoint({
    id: 'publishPolicy',
    method: 'POST',
    path: '/api/v1/policies/:id/versions',
    tag: 'policies',
    summary: 'Publish a new version on top of the one named; refused when somebody published in between',
    auth: 'session',
    permission: 'policies.publish',
    tokenScope: 'policies.publish',
    params: IdParams,
    body: z.strictObject({ basedOn: z.int().min(1), policy: PolicyV1 }),
    status: 201,
    response: PolicyDetail,
    errors: ['not-found', 'version-conflict', 'policy-refused'],
  }),
};
