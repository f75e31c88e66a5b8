import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** UTC, milliseconds. */
const Moment = z.iso.datetime({ precision: 3 });

/** Where a chain stands: number, moment and hash of its newest event. */
export const AuditHead = z.strictObject({ at: Moment, hash: Hash, seq: z.int().min(0) });
export type AuditHead = z.infer<typeof AuditHead>;

/** An Ed25519 public key (RFC 8032): its 32 bytes in base64. */
export const AuditPublicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** The first line of an export. Records follow from the one after `after` up to `head`. docs/audit.md */
export const AuditExportHeader = z.strictObject({
  kind: z.literal('holdfast-audit'),
  version: z.literal(1),
  company: z.uuid(),
  /** Absent: from the first event. */
  after: z.strictObject({ seq: z.int().min(1), hash: Hash }).optional(),
  head: AuditHead,
  /** How many lines of anchors follow the records. */
  anchors: z.int().min(0),
  publicKey: AuditPublicKey,
});
export type AuditExportHeader = z.infer<typeof AuditExportHeader>;

/** One event: `record` is the exact text whose UTF-8 bytes were hashed. */
export const AuditExportRecord = z.strictObject({ record: z.string(), hash: Hash });
export type AuditExportRecord = z.infer<typeof AuditExportRecord>;

/** What an anchor says, as canonical JSON (RFC 8785): the company's chain stood there at that moment. */
export const AuditAnchor = z.strictObject({
  at: Moment,
  company: z.uuid(),
  hash: Hash,
  kind: z.literal('holdfast-audit-anchor'),
  seq: z.int().min(1),
  version: z.literal(1),
});
export type AuditAnchor = z.infer<typeof AuditAnchor>;

/** An anchor as it lies in a location and as a line of an export. `signature`: Ed25519 of the UTF-8 bytes of `anchor`, base64. */
export const SignedAnchor = z.strictObject({
  anchor: z.string().max(1000),
  publicKey: AuditPublicKey,
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type SignedAnchor = z.infer<typeof SignedAnchor>;
