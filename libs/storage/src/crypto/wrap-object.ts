import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import { sha256Hex } from '../format/object-name.js';
import { hkdf } from './hkdf.js';
import { newKeyPair, sharedSecret } from './key-pair.js';
import type { ScryptCost } from './password-key.js';
import type { Epoch, RepositoryKeys } from './repository-keys.js';
import { seal, unseal } from './sealing.js';

const KINDS = ['password', 'key', 'recovery-code'] as const;
const NO_COST: ScryptCost = { salt: Buffer.alloc(32), logN: 0, r: 0, p: 0 };
const PAYLOAD_BYTES = 72;

/** A recipient as stored: all that is needed to wrap a new epoch with nobody present. */
export interface StoredRecipient {
  readonly kind: (typeof KINDS)[number];
  /** `[a-z0-9-]`, unique by the digest of its public key. */
  readonly id: string;
  readonly publicKey: Buffer;
  readonly cost?: ScryptCost | undefined;
}

/** A wrap, parsed; nothing in it is believed before `openWrap` and `wrapIsAuthentic`. */
export interface WrapObject {
  readonly repositoryId: Buffer;
  readonly epoch: number;
  readonly recipient: StoredRecipient;
  readonly ephemeral: Buffer;
  readonly prelude: Buffer;
  readonly sealed: Buffer;
  readonly signed: Buffer;
  readonly mac: Buffer;
}

/** Name segment of a recipient: kind or name, then eight hex digits of its public key's digest. */
export function recipientId(label: string, publicKey: Uint8Array): string {
  const slug = label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${slug || 'key'}-${createHash('sha256').update(publicKey).digest('hex').slice(0, 8)}`;
}

/**
 * `header(8) ‖ repository id(16) ‖ epoch u32 ‖ kind u8 ‖ id (u8 + bytes) ‖ public key(32) ‖ scrypt salt(32), logN, r, p ‖
 * ephemeral public key(32) ‖ sealed(88) ‖ HMAC-SHA256 under the recipients key(32)`; sealed: repository secret(32) ‖
 * epoch key(32) ‖ created, ms u64. Answers with the object's name and bytes.
 */
export function encodeWrap(
  keys: RepositoryKeys,
  epoch: Epoch,
  to: StoredRecipient,
): { name: string; bytes: Buffer } {
  const ephemeral = newKeyPair();
  const cost = to.cost ?? NO_COST;
  const prelude = new ByteWriter()
    .raw(objectHeader('wrap'))
    .raw(keys.repositoryId)
    .u32(epoch.number)
    .u8(KINDS.indexOf(to.kind))
    .u8(to.id.length)
    .raw(Buffer.from(to.id, 'latin1'))
    .raw(to.publicKey)
    .raw(cost.salt)
    .u8(cost.logN)
    .u8(cost.r)
    .u8(cost.p)
    .raw(ephemeral.publicKey)
    .toBuffer();
  const payload = new ByteWriter().raw(keys.secret).raw(epoch.key).u64(BigInt(epoch.createdAtMs)).toBuffer();
  const key = wrapKey(sharedSecret(ephemeral.privateKey, to.publicKey), ephemeral.publicKey, to.publicKey);
  const signed = Buffer.concat([prelude, seal(key, 0, prelude, payload)]);
  const bytes = Buffer.concat([signed, createHmac('sha256', keys.recipientsKey).update(signed).digest()]);
  const name = `keys/${String(epoch.number).padStart(8, '0')}/${to.id}/${sha256Hex(bytes)}`;
  return { name, bytes };
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function parseWrap(bytes: Uint8Array, name: string): WrapObject {
  const reader = new ByteReader(afterHeader(bytes, 'wrap', name), name);
  const repositoryId = Buffer.from(reader.raw(16));
  const epoch = reader.u32();
  const kind = KINDS[reader.u8()];
  const id = reader.raw(reader.u8()).toString('latin1');
  if (kind === undefined || epoch < 1 || epoch > 99_999_999 || !/^[a-z0-9-]{1,64}$/.test(id))
    throw damaged(name);
  const publicKey = Buffer.from(reader.raw(32));
  const cost = { salt: Buffer.from(reader.raw(32)), logN: reader.u8(), r: reader.u8(), p: reader.u8() };
  const ephemeral = Buffer.from(reader.raw(32));
  const preludeBytes = 8 + reader.position;
  const sealed = reader.raw(PAYLOAD_BYTES + 16);
  const signedBytes = 8 + reader.position;
  const mac = reader.raw(32);
  reader.end();
  const recipient = { kind, id, publicKey, ...(kind === 'password' ? { cost } : {}) };
  const whole = Buffer.from(bytes);
  const prelude = whole.subarray(0, preludeBytes);
  return {
    repositoryId,
    epoch,
    recipient,
    ephemeral,
    prelude,
    sealed,
    signed: whole.subarray(0, signedBytes),
    mac,
  };
}

/** @throws StorageError `object-altered` */
export function openWrap(
  wrap: WrapObject,
  privateKey: Uint8Array,
  name: string,
): { secret: Buffer; epoch: Epoch } {
  let shared: Buffer;
  try {
    shared = sharedSecret(privateKey, wrap.ephemeral);
  } catch (error) {
    throw damaged(name, error);
  }
  const key = wrapKey(shared, wrap.ephemeral, wrap.recipient.publicKey);
  const payload = unseal(key, 0, wrap.prelude, wrap.sealed, name);
  const createdAtMs = Number(payload.readBigUInt64BE(64));
  return {
    secret: Buffer.from(payload.subarray(0, 32)),
    epoch: { number: wrap.epoch, key: Buffer.from(payload.subarray(32, 64)), createdAtMs },
  };
}

/** True when somebody who knows the repository secret made this wrap. */
export function wrapIsAuthentic(wrap: WrapObject, recipientsKey: Uint8Array): boolean {
  return timingSafeEqual(createHmac('sha256', recipientsKey).update(wrap.signed).digest(), wrap.mac);
}

function wrapKey(shared: Uint8Array, ephemeral: Uint8Array, publicKey: Uint8Array): Buffer {
  return hkdf(shared, Buffer.concat([ephemeral, publicKey]), 'wrap');
}
