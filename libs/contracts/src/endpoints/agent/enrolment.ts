import { z } from 'zod';
import { Platform } from '../../platforms.js';
import { Sha256Hex } from '../../objects/object-name.js';
import { endpoint } from '../endpoint.js';
import { IdParams } from '../paging.js';

/** Which statement is in force: version of the company's notice, and SHA-256 of the statement's UTF-8 text. */
export const NoticeInForce = z.object({ version: z.int(), sha256: Sha256Hex });
export type NoticeInForce = z.infer<typeof NoticeInForce>;

/**
 * The statement in force, whole: `text` is what is acknowledged, made of `notice` (the company's own text) and of what the
 * effective policy means, which whoever has the policy can compute too.
 */
export const Notice = NoticeInForce.extend({ notice: z.string(), text: z.string() });
export type Notice = z.infer<typeof Notice>;

export const EnrolWorkstation = z.strictObject({
  /** Chosen by the employee; not the host name. */
  label: z.string().trim().min(1).max(64),
  os: z.enum(['linux', 'macos', 'windows', 'other']),
  agentVersion: z.string().max(40),
  /** Where the agent keeps its key and its refresh token: the console says it openly, and a policy may forbid the file. */
  keyStore: z.enum(['keychain', 'file']),
});

export const WorkstationEnrolled = z.object({
  agentId: z.uuid(),
  workstationId: z.uuid(),
  employee: z.object({ id: z.uuid(), name: z.string() }),
  company: z.object({ id: z.uuid(), name: z.string() }),
  /** base64, 32 bytes: HMAC-SHA256 key under which serials are hashed, one per company. */
  phoneHashKey: z.string(),
  notice: NoticeInForce,
});
export type WorkstationEnrolled = z.infer<typeof WorkstationEnrolled>;

export const EnrolPhone = z.strictObject({
  /** Hex HMAC-SHA256 of the serial under the company's key; the serial itself never leaves the workstation. */
  phoneKey: Sha256Hex,
  platform: Platform,
  model: z.string().max(120).nullable(),
  osVersion: z.string().max(60).nullable(),
  label: z.string().trim().min(1).max(64),
  /** Known on the workstation from before, and not enrolled by its person now: one that was released stays so (`not-found`). */
  announced: z.boolean().default(false),
});

export const agentEnrolmentEndpoints = {
  enrolWorkstation: endpoint({
    id: 'enrolWorkstation',
    method: 'POST',
    path: '/agent/v1/enrol',
    tag: 'agent',
    summary: 'Say which workstation this agent is on: its first call, and the same again for the same agent',
    auth: 'agent',
    body: EnrolWorkstation,
    status: 201,
    response: WorkstationEnrolled,
    errors: ['key-store-refused'],
  }),
  currentNotice: endpoint({
    id: 'currentNotice',
    method: 'GET',
    path: '/agent/v1/notice',
    tag: 'agent',
    summary: 'The statement that the employee acknowledges before anything is read',
    auth: 'agent',
    status: 200,
    response: Notice,
    errors: [],
  }),
  withdrawNotice: endpoint({
    id: 'withdrawNotice',
    method: 'POST',
    path: '/agent/v1/withdrawals',
    tag: 'agent',
    summary: 'The employee takes their acknowledgement back',
    auth: 'agent',
    status: 204,
    errors: [],
  }),
  declareAnswer: endpoint({
    id: 'declareAnswer',
    method: 'PUT',
    path: '/agent/v1/answer',
    tag: 'agent',
    summary: 'The employee declines, or does not use a phone for work; null takes it back',
    auth: 'agent',
    body: z.strictObject({ answer: z.enum(['declined', 'not-for-work']).nullable() }),
    status: 204,
    errors: [],
  }),
  acknowledgeNotice: endpoint({
    id: 'acknowledgeNotice',
    method: 'POST',
    path: '/agent/v1/acknowledgements',
    tag: 'agent',
    summary: 'The employee acknowledged notice N, whose text has hash H',
    auth: 'agent',
    body: z.strictObject({ noticeVersion: z.int().min(1), textSha256: Sha256Hex }),
    status: 204,
    errors: ['version-conflict'],
  }),
  enrolPhone: endpoint({
    id: 'enrolPhone',
    method: 'POST',
    path: '/agent/v1/phones',
    tag: 'agent',
    summary: 'Enrol a phone of the employee (idempotent by its key); the notice must be acknowledged',
    auth: 'agent',
    body: EnrolPhone,
    status: 201,
    response: z.object({ phoneId: z.uuid(), enrolmentId: z.uuid() }),
    errors: ['notice-open', 'phone-enrolled-elsewhere', 'not-found'],
  }),
  giveUpPhone: endpoint({
    id: 'giveUpPhone',
    method: 'DELETE',
    path: '/agent/v1/phones/:id',
    tag: 'agent',
    summary:
      'The employee stops protecting a phone of theirs, on all their workstations: what is backed up stays',
    auth: 'agent',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
};
