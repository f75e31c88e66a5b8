import { createHash, randomBytes } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';

/** Which end of a pairing: the computer is the client, the phone the server. */
export type PairingRole = 'client' | 'server';

/** What the peer sent cannot be part of an exchange. */
export class BadPairingMessage extends Error {
  override readonly name = 'BadPairingMessage';
}

export const SPAKE2_MESSAGE_BYTES = 32;

const { Point } = ed25519;
type Point = InstanceType<typeof Point>;
const ORDER = Point.Fn.ORDER;
const EIGHTH = Point.Fn.inv(8n);
/** Both names go into the key with the NUL that ends them in C. */
const CLIENT_NAME = Buffer.from('adb pair client\0');
const SERVER_NAME = Buffer.from('adb pair server\0');
/** BoringSSL's own points, older than RFC 9382 and not its (`spake25519.cc`); neither is in the prime-order subgroup. */
const MASKS: Record<PairingRole, Point> = {
  client: Point.fromHex('5ada7e4bf6ddd9adb6626d32131c6b5c51a1e347a3478f53cfcf441b88eed12e'),
  server: Point.fromHex('10e3df0ae37d8e7a99b5fe74b44672103dbddcbd06af680d71329a11693bc778'),
};

/** Where an exchange stands once its own message is made. */
export interface Spake2 {
  /** 32 bytes for the peer. */
  readonly message: Buffer;
  /**
   * The 64-byte key that both ends share if they know the same password. Throws `BadPairingMessage` for what is no
   * canonical point, for our own message sent back, and for one that leaves no secret.
   */
  keyWith(theirMessage: Uint8Array): Buffer;
}

/**
 * SPAKE2 over edwards25519 as BoringSSL's `spake25519.cc` has it and adb pairs with it. `random` (64 bytes) is the
 * secret of this one exchange; only tests give it.
 */
export function startSpake2(
  role: PairingRole,
  password: Uint8Array,
  random: Uint8Array = randomBytes(64),
): Spake2 {
  const secret = littleEndian(random) % ORDER;
  const passwordHash = createHash('sha512').update(password).digest();
  // BoringSSL makes the password's scalar 8k by adding multiples of the order, and its private scalar 8x. As 8 clears
  // the cofactor, [8k]P is [k]([8]P), where k stays below the order as noble-curves wants it.
  const k = Point.Fn.mul(littleEndian(passwordHash) % ORDER, EIGHTH);
  const mask = (of: PairingRole): Point => times(MASKS[of].clearCofactor(), k);
  const message = Buffer.from(times(Point.BASE.clearCofactor(), secret).add(mask(role)).toBytes());
  return {
    message,
    keyWith(theirMessage) {
      if (message.equals(theirMessage)) throw new BadPairingMessage('our own message came back');
      const theirs = pointOf(theirMessage).subtract(mask(role === 'client' ? 'server' : 'client'));
      const shared = times(theirs.clearCofactor(), secret);
      if (shared.is0()) throw new BadPairingMessage('a message without a secret');
      const messages = role === 'client' ? [message, theirMessage] : [theirMessage, message];
      const hash = createHash('sha512');
      for (const part of [CLIENT_NAME, SERVER_NAME, ...messages, shared.toBytes(), passwordHash]) {
        const length = Buffer.alloc(8);
        length.writeBigUInt64LE(BigInt(part.length));
        hash.update(length).update(part);
      }
      return hash.digest();
    },
  };
}

function pointOf(bytes: Uint8Array): Point {
  try {
    return Point.fromBytes(bytes);
  } catch (cause) {
    throw new BadPairingMessage('a message that is no point', { cause });
  }
}

/** `multiply` takes the time it takes whatever the scalar is, but refuses 0, which hashes to nothing but by design. */
const times = (point: Point, scalar: bigint): Point =>
  scalar === 0n || point.is0() ? Point.ZERO : point.multiply(scalar);

const littleEndian = (bytes: Uint8Array): bigint =>
  BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
