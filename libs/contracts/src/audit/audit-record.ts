import { z } from 'zod';

/** A person in the log: a keyed hash that only the company's erasable key turns back into somebody. */
export const Pseudonym = z.string().regex(/^p_[A-Za-z0-9_-]{22}$/);

/** Who did it. An agent acts for a person; `nobody` has not signed in. */
export const AuditActor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), id: Pseudonym, role: z.string() }),
  z.strictObject({ kind: z.literal('operator'), id: Pseudonym }),
  z.strictObject({ kind: z.literal('agent'), id: z.string(), for: Pseudonym }),
  /** A script of the company, by the label that its token was given. */
  z.strictObject({ kind: z.literal('token'), name: z.string() }),
  z.strictObject({ kind: z.literal('system'), name: z.string() }),
  z.strictObject({ kind: z.literal('nobody') }),
]);
export type AuditActor = z.infer<typeof AuditActor>;

/** What happened. Nothing here names a person, a file or an address. Actions of newer versions are kept as they are. */
export const AuditBody = z.strictObject({
  action: z.string(),
  actor: AuditActor,
  /** Whom it concerns. */
  subject: Pseudonym.nullable(),
  object: z.strictObject({ kind: z.string(), id: z.string() }).nullable(),
  details: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
  ),
  requestId: z.string().nullable(),
});
export type AuditBody = z.infer<typeof AuditBody>;

/** One link: `record` of an export line is exactly this, as canonical JSON (RFC 8785), and those bytes are hashed. */
export const AuditRecord = z.strictObject({
  /** UTC, milliseconds. */
  at: z.iso.datetime({ precision: 3 }),
  body: AuditBody,
  company: z.uuid(),
  /** From 1, without a hole. */
  seq: z.int().min(1),
});
export type AuditRecord = z.infer<typeof AuditRecord>;

/** The hash before the first event: 32 zero bytes. After it: `SHA-256(previous hash ‖ UTF-8 of record)`. */
export const FIRST_HASH = '0'.repeat(64);
