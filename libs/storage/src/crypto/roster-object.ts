import { randomBytes } from 'node:crypto';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { keyName, ROSTER } from '../format/key-name.js';
import { afterHeader, OBJECT_HEADER_BYTES, objectHeader } from '../format/object-header.js';
import { sha256Hex } from '../format/object-name.js';
import { hkdf } from './hkdf.js';
import type { StoredRecipient } from './recipient.js';
import { readRecipient, writeRecipient } from './recipient.js';
import type { RepositoryKeys } from './repository-keys.js';
import { EPOCH_ID_BYTES } from './repository-keys.js';
import { seal, unseal } from './sealing.js';

/** A recipient, since when it is one, and when it was removed. */
export interface RosterEntry extends StoredRecipient {
  /** By the clock of whoever added it, in ms since 1970; 0 where nobody knows. */
  readonly sinceMs: number;
  /** Once removed, a recipient never comes back: so two that write at once agree whatever their order. */
  readonly removedAtMs?: number | undefined;
}

/** Stored once all wraps of an epoch are: only then may anybody write under its key. */
export interface Roster {
  readonly epoch: number;
  /** Which key of that number, since two that begin an epoch at once give it the same one. */
  readonly epochId: Buffer;
  /** All there ever were, also those that were removed. */
  readonly entries: readonly RosterEntry[];
}

export const MAX_ROSTER_ENTRIES = 4096;

const SALT_BYTES = 32;
const PRELUDE_BYTES = OBJECT_HEADER_BYTES + 16 + 4 + SALT_BYTES;
/** Role, length of the id, one letter of it, public key, scrypt's 35, and two times. */
const LEAST_ENTRY_BYTES = 1 + 1 + 1 + 32 + 35 + 16;

/**
 * `header(8) ‖ repository id(16) ‖ epoch u32 ‖ salt(32)` is the prelude; sealed under the metadata key: `epoch id(16) ‖
 * count u32 ‖ (recipient as in a wrap ‖ since, ms u64 ‖ removed, ms u64, 0: not)…`. Answers with name and bytes.
 */
export function encodeRoster(keys: RepositoryKeys, roster: Roster): { name: string; bytes: Buffer } {
  const { epoch, epochId, entries } = roster;
  if (entries.length > MAX_ROSTER_ENTRIES) throw new RangeError('a roster holds at most 4,096 recipients');
  const plain = new ByteWriter(1024).raw(epochId).u32(entries.length);
  for (const entry of entries) {
    writeRecipient(plain, entry);
    plain.u64(BigInt(entry.sinceMs)).u64(BigInt(entry.removedAtMs ?? 0));
  }
  const prelude = new ByteWriter()
    .raw(objectHeader('roster'))
    .raw(keys.repositoryId)
    .u32(epoch)
    .raw(randomBytes(SALT_BYTES))
    .toBuffer();
  const bytes = Buffer.concat([prelude, seal(rosterKey(keys, prelude), 0, prelude, plain.toBuffer())]);
  return { name: keyName(epoch, ROSTER, sha256Hex(bytes)), bytes };
}

/**
 * Only who has the repository secret can make one that opens. Undefined: of another repository, as a creation that was
 * cut off leaves one behind. @throws StorageError `object-altered`, `format-unsupported`
 */
export function decodeRoster(keys: RepositoryKeys, bytes: Uint8Array, name: string): Roster | undefined {
  const head = new ByteReader(afterHeader(bytes, 'roster', name), name);
  if (!head.raw(16).equals(keys.repositoryId)) return undefined;
  const epoch = head.u32();
  head.raw(SALT_BYTES);
  const prelude = Buffer.from(bytes.subarray(0, PRELUDE_BYTES));
  const plain = unseal(rosterKey(keys, prelude), 0, prelude, head.raw(head.left), name);
  const reader = new ByteReader(plain, name);
  const epochId = Buffer.from(reader.raw(EPOCH_ID_BYTES));
  const count = reader.count(LEAST_ENTRY_BYTES, MAX_ROSTER_ENTRIES);
  const entries: RosterEntry[] = [];
  for (let i = 0; i < count; i++) {
    const recipient = readRecipient(reader, name);
    const [sinceMs, removed] = [moment(reader, name), moment(reader, name)];
    entries.push({ ...recipient, sinceMs, ...(removed > 0 ? { removedAtMs: removed } : {}) });
  }
  reader.end();
  if (epoch < 1 || epoch > 99_999_999) throw damaged(name);
  return { epoch, epochId, entries };
}

function moment(reader: ByteReader, name: string): number {
  const ms = reader.u64();
  if (ms > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged(name);
  return Number(ms);
}

function rosterKey(keys: RepositoryKeys, prelude: Buffer): Buffer {
  return hkdf(keys.metadataKey, prelude.subarray(PRELUDE_BYTES - SALT_BYTES), 'roster');
}
