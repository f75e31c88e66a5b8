import { createHash } from 'node:crypto';
import type { ByteReader } from '../format/byte-reader.js';
import type { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import type { ScryptCost } from './password-key.js';

/**
 * Who a recipient is, as stored. `service` is the agent's unattended service: it is given the repository secret and the
 * newest epoch only. Every other one is given every epoch. The numbers that stand for them never change.
 */
export const ROLES = ['password', 'employee', 'recovery-code', 'workstation', 'company', 'service'] as const;
export type RecipientRole = (typeof ROLES)[number];

export const opensEverything = ({ role }: { readonly role: RecipientRole }): boolean => role !== 'service';

/** A recipient as stored: all that is needed to wrap a new epoch with nobody present. */
export interface StoredRecipient {
  readonly role: RecipientRole;
  /** `[a-z0-9-]`, unique by the digest of its public key. */
  readonly id: string;
  readonly publicKey: Buffer;
  /** Of a password. */
  readonly cost?: ScryptCost | undefined;
}

const NO_COST: ScryptCost = { salt: Buffer.alloc(32), logN: 0, r: 0, p: 0 };

/** Name segment of a recipient: role or name, then eight hex digits of its public key's digest. */
export function recipientId(label: string, publicKey: Uint8Array): string {
  const slug = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${slug || 'key'}${idEnding(publicKey)}`;
}

/** What the id of this key's recipient ends with, whatever it is called. */
export function idEnding(publicKey: Uint8Array): string {
  return `-${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}`;
}

/** `role u8 ‖ id (u8 + bytes) ‖ public key(32) ‖ scrypt salt(32), logN, r, p`; without a password the last 35 are 0. */
export function writeRecipient(
  out: ByteWriter,
  { role, id, publicKey, cost = NO_COST }: StoredRecipient,
): void {
  out.u8(ROLES.indexOf(role)).u8(id.length).raw(Buffer.from(id, 'latin1')).raw(publicKey);
  out.raw(cost.salt).u8(cost.logN).u8(cost.r).u8(cost.p);
}

/** @throws StorageError `object-altered` */
export function readRecipient(reader: ByteReader, what: string): StoredRecipient {
  const role = ROLES[reader.u8()];
  const id = reader.raw(reader.u8()).toString('latin1');
  if (role === undefined || !/^[a-z0-9-]{1,64}$/.test(id)) throw damaged(what);
  const publicKey = Buffer.from(reader.raw(32));
  const cost = { salt: Buffer.from(reader.raw(32)), logN: reader.u8(), r: reader.u8(), p: reader.u8() };
  return { role, id, publicKey, ...(role === 'password' ? { cost } : {}) };
}
