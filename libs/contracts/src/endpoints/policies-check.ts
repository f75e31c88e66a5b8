import { z } from 'zod';
import { PolicyV1 } from '../policy/policy-v1.js';
import { POLICY_PRESET_IDS } from '../policy/presets.js';
import { endpoint } from './endpoint.js';
import { IdParams } from './paging.js';
import { PolicyDetail } from './policies.js';

/** What a policy says that cannot be (`refused`: not published), or that its author may not have meant (`warning`). */
export const PolicyFinding = z.object({
  code: z.string(),
  level: z.enum(['refused', 'warning']),
  /** The field: `schedule.maxAgeHours`. */
  path: z.string(),
  sentence: z.string(),
  nextStep: z.string(),
});

/** A field that reads differently; a list is one field. Null: it is not there. */
export const PolicyFieldChange = z.object({ path: z.string(), from: z.unknown(), to: z.unknown() });

export const PolicyChecked = z.object({
  findings: z.array(PolicyFinding),
  /** The policy as a paragraph a person reads. */
  summary: z.string(),
  /** From the version in force; from the defaults, of a policy that is not there yet. */
  changes: z.array(PolicyFieldChange),
  /** Whom the policy covers now. */
  covers: z.object({ people: z.int(), phones: z.int() }),
});

export const PolicyPresetRow = z.object({
  id: z.enum(POLICY_PRESET_IDS),
  title: z.string(),
  sentence: z.string(),
  policy: PolicyV1,
  /** What has to be recorded, connected or decided before it can be published here. */
  findings: z.array(PolicyFinding),
});

export const policyCheckEndpoints = {
  checkPolicy: endpoint({
    id: 'checkPolicy',
    method: 'POST',
    path: '/api/v1/policies/checks',
    tag: 'policies',
    summary:
      'What a policy would be refused or warned for, what it says, and what it changes; nothing is saved',
    auth: 'session',
    permission: 'policies.publish',
    /** `policyId`: of which policy it would be the next version; absent: of none. */
    body: z.strictObject({ policyId: z.uuid().optional(), policy: PolicyV1 }),
    status: 200,
    response: PolicyChecked,
    errors: ['not-found'],
  }),
  listPolicyPresets: endpoint({
    id: 'listPolicyPresets',
    method: 'GET',
    path: '/api/v1/policies/presets',
    tag: 'policies',
    summary: 'Policies to begin with, and what each needs first',
    auth: 'session',
    permission: 'policies.read',
    status: 200,
    response: z.object({ items: z.array(PolicyPresetRow) }),
    errors: [],
  }),
  createPolicy: endpoint({
    id: 'createPolicy',
    method: 'POST',
    path: '/api/v1/policies',
    tag: 'policies',
    summary: 'Make another policy, which covers nobody before it is assigned',
    auth: 'session',
    permission: 'policies.publish',
    body: z.strictObject({ policy: PolicyV1 }),
    status: 201,
    response: PolicyDetail,
    errors: ['policy-refused', 'too-many-policies'],
  }),
  retirePolicy: endpoint({
    id: 'retirePolicy',
    method: 'POST',
    path: '/api/v1/policies/:id/retirement',
    tag: 'policies',
    summary: 'Use a policy no more that is assigned to nobody; its versions stay, as evidence',
    auth: 'session',
    permission: 'policies.publish',
    params: IdParams,
    status: 204,
    errors: ['not-found', 'policy-assigned'],
  }),
};
