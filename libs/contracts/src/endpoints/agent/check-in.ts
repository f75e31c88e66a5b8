import { z } from 'zod';
import { PolicyV1 } from '../../policy/policy-v1.js';
import { KeyFingerprint, PublicKey } from '../company-key.js';
import { endpoint } from '../endpoint.js';
import { Moment } from '../paging.js';
import { NoticeInForce } from './enrolment.js';

/** What the agent sees of an enrolled phone now. */
export const AttachState = z.enum([
  'detached',
  'unauthorised',
  'locked',
  'offline',
  'no-permissions',
  'recovery',
  'ready',
]);

export const CheckIn = z.strictObject({
  agentVersion: z.string().max(40),
  spoolBytes: z.int().nonnegative(),
  phones: z.array(z.strictObject({ phoneId: z.uuid(), attach: AttachState })).max(100),
  /** Commands that this agent has finished since the last check-in. */
  finishedCommands: z.array(z.uuid()).max(200).default([]),
});

export const Command = z.object({
  id: z.uuid(),
  kind: z.enum(['backup', 'verify', 'drill', 'restore', 'notify', 'forget-keys']),
  phoneId: z.uuid().nullable(),
  text: z.string().nullable(),
});
export type Command = z.infer<typeof Command>;

export const CheckedIn = z.object({
  serverTime: Moment,
  /** The policy that covers the person now: with its version it names what the agent has to know. */
  policyId: z.uuid(),
  policyVersion: z.int(),
  commands: z.array(Command),
  notice: z.object({ acknowledged: z.boolean(), current: NoticeInForce }),
  /** Each phone that is enrolled here, with its newest completed snapshot by the server's clock; null: none. One that is missing was released. */
  phones: z.array(z.object({ phoneId: z.uuid(), newestSnapshotAt: Moment.nullable() })),
  nextCheckInSeconds: z.int().min(1),
});
export type CheckedIn = z.infer<typeof CheckedIn>;

export const EffectivePolicy = z.object({
  policyId: z.uuid(),
  version: z.int(),
  /** Which assignment won, for a person. */
  because: z.string(),
  policy: PolicyV1,
  /** The company's recovery key, where one is registered; whether anything is wrapped to it is the policy's `companyKey`. */
  companyKey: z.object({ publicKey: PublicKey, fingerprint: KeyFingerprint }).nullable(),
});
export type EffectivePolicy = z.infer<typeof EffectivePolicy>;

export const agentCheckInEndpoints = {
  checkIn: endpoint({
    id: 'checkIn',
    method: 'POST',
    path: '/agent/v1/check-in',
    tag: 'agent',
    summary: 'State of workstation and phones; answers policy version, commands and when to come back',
    auth: 'agent',
    body: CheckIn,
    status: 200,
    response: CheckedIn,
    errors: ['agent-token-refused'],
  }),
  effectivePolicy: endpoint({
    id: 'effectivePolicy',
    method: 'GET',
    path: '/agent/v1/policy',
    tag: 'agent',
    summary: 'The effective policy, its version and which rule won',
    auth: 'agent',
    status: 200,
    response: EffectivePolicy,
    errors: [],
  }),
};
