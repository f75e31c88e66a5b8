import { z } from 'zod';
import { AuditPublicKey } from '../audit/audit-export.js';

const Day = z.iso.date();

/** A location, and what became of the repository there. `absentOn`: the day on which it was read back as gone. */
export const ErasedPlace = z.strictObject({
  location: z.string(),
  /** Folder or bucket, as the company's location is set up. */
  place: z.string(),
  absentOn: Day.nullable(),
  /** Objects (of all their versions) and bytes deleted there. */
  objects: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  /** Null, or why it is still there and when that ends, if the location says so. */
  notReached: z.strictObject({ why: z.string(), until: Day.nullable() }).nullable(),
});
export type ErasedPlace = z.infer<typeof ErasedPlace>;

/**
 * What was erased of one person, as canonical JSON (RFC 8785) that the installation's audit anchor key signs. It names
 * nobody: it is for the company's file, and for the person, who knows its number. docs/leaving.md
 */
export const ErasureCertificate = z.strictObject({
  kind: z.literal('holdfast-erasure-certificate'),
  version: z.literal(1),
  id: z.uuid(),
  company: z.uuid(),
  /** `interim`: something is not reached yet; a final one follows. */
  standing: z.enum(['interim', 'final']),
  leftOn: Day,
  accessUntil: Day,
  /** At the person's own wish, before the day. */
  ownWish: z.boolean(),
  begunOn: Day,
  signedOn: Day,
  places: z.array(ErasedPlace),
  /** Rows deleted, by what they were. */
  rows: z.record(z.string(), z.int().nonnegative()),
  /** What it does not say, in words. */
  notErased: z.array(z.string()),
});
export type ErasureCertificate = z.infer<typeof ErasureCertificate>;

/** `signature`: Ed25519 (RFC 8032) of the UTF-8 bytes of `certificate`, base64. */
export const SignedCertificate = z.strictObject({
  certificate: z.string().max(32_768),
  publicKey: AuditPublicKey,
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
export type SignedCertificate = z.infer<typeof SignedCertificate>;
