import { createHmac, timingSafeEqual } from 'node:crypto';

/** No signed URL lives longer. */
export const SIGNED_SECONDS = 15 * 60;

/** All that a signed URL may do, and all that its signature covers. */
export interface SignedObject {
  readonly method: 'PUT' | 'GET';
  readonly locationId: string;
  readonly repositoryId: string;
  readonly name: string;
  /** Unix seconds, decimal. */
  readonly expires: string;
  /** PUT only: exact length in bytes, decimal, and hex SHA-256 of the body. */
  readonly size?: string | undefined;
  readonly sha256?: string | undefined;
}

/** Hex HMAC-SHA256 over every field as a JSON list, so that no field can be read as part of another. */
export const signatureOf = (key: Uint8Array, signed: SignedObject): string =>
  createHmac('sha256', key)
    .update(
      JSON.stringify([
        signed.method,
        signed.locationId,
        signed.repositoryId,
        signed.name,
        signed.expires,
        signed.size ?? null,
        signed.sha256 ?? null,
      ]),
    )
    .digest('hex');

/** Whether the signature is ours and the URL is alive at `now`. Compared in constant time. */
export function isSigned(key: Uint8Array, signed: SignedObject, signature: string, now: Date): boolean {
  const expected = Buffer.from(signatureOf(key, signed));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const secondsLeft = Number(signed.expires) - now.getTime() / 1000;
  return secondsLeft > 0 && secondsLeft <= SIGNED_SECONDS + 60;
}
