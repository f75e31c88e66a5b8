import { z } from 'zod';
import { AUDIT_ACTIONS } from '../audit/audit-actions.js';
import { AuditHead, AuditPublicKey } from '../audit/audit-export.js';
import { AuditBody, Pseudonym } from '../audit/audit-record.js';
import { ROLES } from '../roles/roles.js';
import { endpoint } from './endpoint.js';
import { DateOnly, Moment, PageQuery } from './paging.js';

/** A person of the log. `id` and `name` are null for who was forgotten: the pseudonym means nobody any more. */
export const PersonInLog = z.object({
  pseudonym: Pseudonym,
  id: z.uuid().nullable(),
  name: z.string().nullable(),
});
export type PersonInLog = z.infer<typeof PersonInLog>;

export const AuditItem = z.object({
  seq: z.int(),
  on: DateOnly,
  /** Null for what an agent did: when somebody was at their desk is not told (product rule 8). */
  doneAt: Moment.nullable(),
  /** A code of `AUDIT_ACTIONS`, or of a newer version. */
  action: z.string(),
  actor: z.object({
    kind: z.enum(['person', 'operator', 'agent', 'token', 'system', 'nobody']),
    /** Who did it; of an agent, for whom. */
    person: PersonInLog.nullable(),
    role: z.string().nullable(),
    /** Of a system: which part of the server. */
    name: z.string().nullable(),
  }),
  subject: PersonInLog.nullable(),
  object: AuditBody.shape.object,
  details: AuditBody.shape.details,
});
export type AuditItem = z.infer<typeof AuditItem>;

/** What counts as a look at people, and stands in their own access log; and what somebody did in their place. */
export const LOOK_ACTIONS = [
  'person.viewed',
  'phone.viewed',
  'everybody.viewed',
  'audit.viewed',
  'audit.exported',
  'report.downloaded',
  'leaver.link-made',
  'phone.released',
] as const;

export const AccessLogItem = z.object({
  seq: z.int(),
  action: z.enum(LOOK_ACTIONS),
  lookedAt: Moment,
  /** Null: the one who looked was forgotten since. */
  by: z.object({ name: z.string().nullable(), role: z.enum(ROLES).nullable() }),
  /** Of one's own phones; null where it was none of them in particular. */
  phone: z.object({ id: z.uuid(), label: z.string() }).nullable(),
});
export type AccessLogItem = z.infer<typeof AccessLogItem>;

/** Without a total: counting what a filter matches would cost as much as the whole log is long. */
const newestFirst = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Where an anchor was written. `locked`: the bucket keeps it from everybody, its owner too, until the date in the file. */
export const AnchorCopy = z.object({
  location: z.object({ id: z.uuid(), name: z.string() }),
  file: z.string(),
  written: z.boolean(),
  locked: z.boolean(),
});
export type AnchorCopy = z.infer<typeof AnchorCopy>;

export const AuditAnchors = z.object({
  publicKey: AuditPublicKey,
  /** SHA-256 of the key's 32 bytes, hex. */
  fingerprint: z.string(),
  company: z.uuid(),
  newest: AuditHead.omit({ at: true })
    .extend({ anchoredAt: Moment, copies: z.array(AnchorCopy) })
    .nullable(),
});
export type AuditAnchors = z.infer<typeof AuditAnchors>;

const reads = { method: 'GET', tag: 'audit', auth: 'session', status: 200, errors: [] } as const;

export const auditEndpoints = {
  listAudit: endpoint({
    ...reads,
    id: 'listAudit',
    path: '/api/v1/audit',
    summary: 'The audit log, newest first',
    permission: 'audit.read',
    looks: 'audit',
    query: PageQuery.extend({
      action: z.enum(AUDIT_ACTIONS).optional(),
      /** Who did it, or whom it concerned. */
      person: z.uuid().optional(),
      from: DateOnly.optional(),
      /** The last day, UTC. */
      to: DateOnly.optional(),
    }),
    response: newestFirst(AuditItem),
  }),
  exportAudit: endpoint({
    ...reads,
    id: 'exportAudit',
    path: '/api/v1/audit/export',
    summary: 'The whole log as JSON lines, for `holdfast-admin audit verify`; itself an event of the log',
    permission: 'audit.export',
    query: z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0) }),
    contentType: 'application/jsonl',
  }),
  auditAnchors: endpoint({
    ...reads,
    id: 'auditAnchors',
    path: '/api/v1/audit/anchors',
    summary: 'The key that signs anchors, the newest anchor, and where it lies',
    permission: 'audit.read',
    response: AuditAnchors,
  }),
  accessLog: endpoint({
    ...reads,
    id: 'accessLog',
    path: '/api/v1/me/access-log',
    summary: 'Who looked at me, my phones, or at everybody',
    permission: 'own',
    query: PageQuery,
    response: newestFirst(AccessLogItem),
  }),
};
