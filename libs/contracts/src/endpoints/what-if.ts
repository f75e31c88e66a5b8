import { z } from 'zod';
import { GapCode } from '../gap-codes.js';
import { PolicyV1 } from '../policy/policy-v1.js';
import { endpoint } from './endpoint.js';
import { Bytes, IdParams } from './paging.js';

const Count = z.int().nonnegative();

/** What a draft would change, against the fleet as it is now. Nothing of it is kept but the figures, for a day. */
export const WhatIfResult = z.object({
  /** Whom it would cover, and how many of them are protected under what covers them now, and would be under the draft. */
  people: z.object({
    covered: Count,
    protectedNow: Count,
    protectedThen: Count,
    /** Protected now and not then, and the other way round. */
    lost: Count,
    won: Count,
  }),
  /** Gaps that would be open and are not, and the other way round; exemptions are left out. */
  gaps: z.array(z.object({ code: GapCode, now: Count, then: Count })),
  /** The first of those who would no longer be protected, by name, and why. */
  losers: z.array(z.object({ id: z.uuid(), name: z.string(), gaps: z.array(GapCode) })).max(100),
  /** Categories that are newly asked for: estimated from what phones that give them hold on average. */
  upload: z.object({ phones: Count, bytes: Bytes, categories: z.array(z.string()) }),
  /** Versions that its retention would let go of today and the present one keeps; and what it keeps that goes today. */
  prune: z.object({ versions: Count, bytes: Bytes, keptVersions: Count, keptBytes: Bytes }),
  /** A month's storage, by the prices of the locations; null: no location has one. */
  cost: z
    .object({
      currency: z.string(),
      now: z.number(),
      then: z.number(),
      /** The oldest price that it is computed with. */
      pricesAsOf: z.iso.date(),
      /** What it leaves out, in words. */
      leavesOut: z.array(z.string()),
    })
    .nullable(),
});
export type WhatIfResult = z.infer<typeof WhatIfResult>;

export const WhatIf = z.object({
  id: z.uuid(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  progress: z.object({ people: Count, of: Count }),
  result: WhatIfResult.nullable(),
});
export type WhatIf = z.infer<typeof WhatIf>;

export const whatIfEndpoints = {
  askWhatIf: endpoint({
    id: 'askWhatIf',
    method: 'POST',
    path: '/api/v1/policies/what-if',
    tag: 'policies',
    summary:
      'What a draft would change: who would lose protection, what would be uploaded, let go of, and cost',
    auth: 'session',
    permission: 'policies.publish',
    body: z.strictObject({
      policy: PolicyV1,
      /** The policy in whose place it would come; left out: it would cover everybody. */
      policyId: z.uuid().optional(),
    }),
    status: 202,
    response: z.object({ id: z.uuid() }),
    errors: ['not-found', 'too-many-requests'],
  }),
  getWhatIf: endpoint({
    id: 'getWhatIf',
    method: 'GET',
    path: '/api/v1/policies/what-if/:id',
    tag: 'policies',
    summary: 'How far it has come, and what it found',
    auth: 'session',
    permission: 'policies.publish',
    looks: 'everybody',
    params: IdParams,
    status: 200,
    response: WhatIf,
    errors: ['not-found'],
  }),
  cancelWhatIf: endpoint({
    id: 'cancelWhatIf',
    method: 'DELETE',
    path: '/api/v1/policies/what-if/:id',
    tag: 'policies',
    summary: 'Stop it',
    auth: 'session',
    permission: 'policies.publish',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
};
