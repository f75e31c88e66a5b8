import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

const NamedGroup = z.object({ id: z.uuid(), name: z.string() });

export const PolicyAssignmentRow = z.object({
  policyId: z.uuid(),
  policyName: z.string(),
  /** Null: everybody. */
  group: NamedGroup.nullable(),
  /** Of several groups of a person the highest number wins; everybody is 0. */
  priority: z.int(),
  /** On which day the policy was assigned there. */
  since: DateOnly,
  /** People about whom this line decides, and their phones. */
  people: z.int(),
  phones: z.int(),
});

export const PolicyAssignments = z.object({
  /** Counts the changes of the company's policies and assignments. */
  revision: z.int(),
  /** In the order in which they decide. */
  items: z.array(PolicyAssignmentRow),
});

export const WantedAssignments = z
  .array(
    z.strictObject({
      policyId: z.uuid(),
      groupId: z.uuid().nullable(),
      priority: z.int().min(0).max(1_000_000),
    }),
  )
  .min(1)
  .max(500);

/** Why a policy covers somebody. */
export const PolicyExplained = z.object({
  policyId: z.uuid(),
  name: z.string(),
  version: z.int(),
  because: z.string(),
  /** The others, in the order in which they would decide, and why each does not. */
  lost: z.array(
    z.object({
      policyId: z.uuid(),
      policyName: z.string(),
      group: NamedGroup.nullable(),
      priority: z.int(),
      because: z.enum(['not-in-group', 'lower-priority', 'floor']),
      sentence: z.string(),
    }),
  ),
});

export const policyAssignEndpoints = {
  listPolicyAssignments: endpoint({
    id: 'listPolicyAssignments',
    method: 'GET',
    path: '/api/v1/policies/assignments',
    tag: 'policies',
    summary:
      'Which policy is assigned to whom, in the order in which it is decided, and how many each line covers',
    auth: 'session',
    permission: 'policies.read',
    status: 200,
    response: PolicyAssignments,
    errors: [],
  }),
  setPolicyAssignments: endpoint({
    id: 'setPolicyAssignments',
    method: 'PUT',
    path: '/api/v1/policies/assignments',
    tag: 'policies',
    summary:
      'All assignments at once, on top of the revision that was seen; refused when somebody changed any in between',
    auth: 'session',
    permission: 'policies.publish',
    /** `dryRun`: answers what would be, and changes nothing. */
    body: z.strictObject({
      basedOn: z.int().nonnegative(),
      assignments: WantedAssignments,
      dryRun: z.boolean().default(false),
    }),
    status: 200,
    response: PolicyAssignments,
    errors: ['version-conflict', 'assignments-refused'],
  }),
  listPolicyGroups: endpoint({
    id: 'listPolicyGroups',
    method: 'GET',
    path: '/api/v1/policies/groups',
    tag: 'policies',
    summary: 'Groups of the directory, to which policies can be assigned',
    auth: 'session',
    permission: 'policies.read',
    query: PageQuery.extend({ q: z.string().max(120).optional() }),
    status: 200,
    response: pageOf(NamedGroup.extend({ people: z.int() })),
    errors: [],
  }),
  explainPolicy: endpoint({
    id: 'explainPolicy',
    method: 'GET',
    path: '/api/v1/people/:id/policy',
    tag: 'policies',
    summary: 'Which policy covers a person, and why the others do not',
    auth: 'session',
    permission: 'policies.read',
    looks: 'person',
    params: IdParams,
    status: 200,
    response: PolicyExplained,
    errors: ['not-found'],
  }),
};
