import { createHmac, timingSafeEqual } from 'node:crypto';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { keyName } from '../format/key-name.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import { sha256Hex } from '../format/object-name.js';
import { hkdf } from './hkdf.js';
import { newKeyPair, sharedSecret } from './key-pair.js';
import type { StoredRecipient } from './recipient.js';
import { readRecipient, writeRecipient } from './recipient.js';
import type { Epoch, RepositoryKeys } from './repository-keys.js';
import { seal, unseal } from './sealing.js';

const PAYLOAD_BYTES = 72;

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

/**
 * `header(8) ‖ repository id(16) ‖ epoch u32 ‖ role u8 ‖ id (u8 + bytes) ‖ public key(32) ‖ scrypt salt(32), logN, r, p ‖
 * ephemeral public key(32) ‖ sealed(88) ‖ HMAC-SHA256 under the recipients key(32)`; sealed: repository secret(32) ‖
 * epoch key(32) ‖ created, ms u64. Answers with the object's name and bytes.
 */
export function encodeWrap(
  keys: RepositoryKeys,
  epoch: Epoch,
  to: StoredRecipient,
): { name: string; bytes: Buffer } {
  const ephemeral = newKeyPair();
  const out = new ByteWriter().raw(objectHeader('wrap')).raw(keys.repositoryId).u32(epoch.number);
  writeRecipient(out, to);
  const prelude = out.raw(ephemeral.publicKey).toBuffer();
  const payload = new ByteWriter().raw(keys.secret).raw(epoch.key).u64(BigInt(epoch.createdAtMs)).toBuffer();
  const key = wrapKey(sharedSecret(ephemeral.privateKey, to.publicKey), ephemeral.publicKey, to.publicKey);
  const signed = Buffer.concat([prelude, seal(key, 0, prelude, payload)]);
  const bytes = Buffer.concat([signed, createHmac('sha256', keys.recipientsKey).update(signed).digest()]);
  return { name: keyName(epoch.number, to.id, sha256Hex(bytes)), bytes };
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function parseWrap(bytes: Uint8Array, name: string): WrapObject {
  const reader = new ByteReader(afterHeader(bytes, 'wrap', name), name);
  const repositoryId = Buffer.from(reader.raw(16));
  const epoch = reader.u32();
  if (epoch < 1 || epoch > 99_999_999) throw damaged(name);
  const recipient = readRecipient(reader, name);
  const ephemeral = Buffer.from(reader.raw(32));
  const preludeBytes = 8 + reader.position;
  const sealed = reader.raw(PAYLOAD_BYTES + 16);
  const signedBytes = 8 + reader.position;
  const mac = reader.raw(32);
  reader.end();
  const whole = Buffer.from(bytes);
  return {
    repositoryId,
    epoch,
    recipient,
    ephemeral,
    prelude: whole.subarray(0, preludeBytes),
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
