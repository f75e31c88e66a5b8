import type { SignedRequest } from '@holdfast/contracts';
import type { ObjectSigner } from '../object-store.js';
import { SIGNED_SECONDS, signatureOf } from './object-signature.js';

export interface ServedPlace {
  readonly origin: string;
  readonly key: Uint8Array;
  readonly locationId: string;
  readonly repositoryId: string;
}

/** Signs URLs of objects that this server itself serves. */
export function servedSigner(place: ServedPlace, now: () => Date): ObjectSigner {
  const { origin, key, locationId, repositoryId } = place;
  const sign = (
    method: 'PUT' | 'GET',
    name: string,
    held: { readonly size?: string; readonly sha256?: string },
    headers: Record<string, string>,
  ): SignedRequest => {
    const expiresAt = Math.floor(now().getTime() / 1000) + SIGNED_SECONDS;
    const expires = String(expiresAt);
    const signature = signatureOf(key, { method, locationId, repositoryId, name, expires, ...held });
    const query = new URLSearchParams({ expires, signature, ...held });
    return {
      name,
      method,
      url: `${origin}/objects/v1/${locationId}/${repositoryId}/${name}?${query.toString()}`,
      headers,
      expiresAt: new Date(expiresAt * 1000).toISOString(),
      present: false,
    };
  };
  return {
    signPut: ({ name, size, sha256 }) =>
      Promise.resolve(sign('PUT', name, { size: String(size), sha256 }, { 'content-length': String(size) })),
    signGet: (name) => Promise.resolve(sign('GET', name, {}, {})),
  };
}
