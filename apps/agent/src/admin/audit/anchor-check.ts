import { createHash, createPublicKey, verify } from 'node:crypto';
import { AuditAnchor } from '@holdfast/contracts';
import canonicalize from 'canonicalize';
import { anchorLineOf } from './export-line.js';

/** What stands before the 32 bytes of a public key in SPKI (RFC 8410, section 4). */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

/** An anchor whose signature is its key's. */
export interface CheckedAnchor {
  readonly seq: number;
  readonly hash: string;
  readonly company: string;
  /** SHA-256 of the public key, hex. */
  readonly fingerprint: string;
}

/** SHA-256 of a key's 32 bytes, hex. `publicKey`: base64. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex');

/** One line of an export or of an anchor's file; undefined when it is none, or not signed by the key that it names. */
export const checkAnchor = (text: string): CheckedAnchor | undefined => {
  const line = anchorLineOf(text);
  if (!line) return undefined;
  const raw = Buffer.from(line.publicKey, 'base64');
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, raw]), format: 'der', type: 'spki' });
  const signature = Buffer.from(line.signature, 'base64');
  // Base64 spells the last bits of a value in several ways.
  if (raw.toString('base64') !== line.publicKey || signature.toString('base64') !== line.signature)
    return undefined;
  if (!verify(null, Buffer.from(line.anchor, 'utf8'), key, signature)) return undefined;
  const anchor = parsed(line.anchor);
  if (!anchor) return undefined;
  const { seq, hash, company } = anchor;
  return { seq, hash, company, fingerprint: fingerprintOf(line.publicKey) };
};

const parsed = (text: string): AuditAnchor | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return canonicalize(value) === text ? AuditAnchor.safeParse(value).data : undefined;
  } catch {
    return undefined;
  }
};
