import { Sha256 } from '@aws-crypto/sha256-js';
import type { SignedRequest } from '@holdfast/contracts';
import { SignatureV4 } from '@smithy/signature-v4';
import { checkObjectName } from './check-object.js';
import { keyOf, type S3Place } from './s3-place.js';

/** No signed URL lives longer. */
export const SIGNED_SECONDS = 15 * 60;

/** Signed as headers, never hoisted into the query: a server then refuses a body that is not the one announced. */
const HELD = ['content-length', 'x-amz-content-sha256', 'x-amz-checksum-sha256'];

export type ToPresign =
  | { readonly method: 'GET'; readonly name: string }
  | { readonly method: 'PUT'; readonly name: string; readonly size: number; readonly sha256: string };

/**
 * Signs one request for one object: a PUT of exactly that length and digest, or a GET. `x-amz-content-sha256` with the
 * real digest is what gateways enforce (radosgw 16.2 ignores `x-amz-checksum-*`, measured 2026-11-22); AWS needs the
 * checksum header once a bucket locks objects, so both are sent.
 *
 * Source: AWS Signature Version 4, query string authentication.
 */
export async function presignS3(
  place: S3Place,
  request: ToPresign,
  options: { readonly now?: Date; readonly seconds?: number } = {},
): Promise<SignedRequest> {
  checkObjectName(request.name);
  const now = options.now ?? new Date();
  const seconds = Math.min(options.seconds ?? SIGNED_SECONDS, SIGNED_SECONDS);
  const target = addressOf(place, request.name);
  const isPut = request.method === 'PUT';
  const headers: Record<string, string> =
    request.method === 'GET'
      ? {}
      : {
          'content-length': String(request.size),
          'x-amz-content-sha256': request.sha256,
          'x-amz-checksum-sha256': Buffer.from(request.sha256, 'hex').toString('base64'),
        };
  const signer = new SignatureV4({
    service: 's3',
    region: place.region,
    credentials: place.credentials,
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const signed = await signer.presign(
    {
      method: request.method,
      protocol: target.protocol,
      hostname: target.hostname,
      ...(target.port ? { port: Number(target.port) } : {}),
      path: target.pathname,
      query: {},
      headers: { host: target.host, ...(isPut ? headers : { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }) },
    },
    {
      expiresIn: seconds,
      signingDate: now,
      unhoistableHeaders: new Set(isPut ? HELD : []),
      signableHeaders: new Set(['host', ...HELD]),
    },
  );
  const query = new URLSearchParams(signed.query as Record<string, string>);
  return {
    name: request.name,
    method: request.method,
    url: `${target.protocol}//${target.host}${target.pathname}?${query.toString().replaceAll('+', '%20')}`,
    headers,
    expiresAt: new Date(now.getTime() + seconds * 1000).toISOString(),
    present: false,
  };
}

function addressOf(place: S3Place, name: string): URL {
  const target = new URL(place.endpoint);
  const key = keyOf(place, name).split('/').map(encoded).join('/');
  if (place.forcePathStyle ?? true) target.pathname = `/${place.bucket}/${key}`;
  else {
    target.hostname = `${place.bucket}.${target.hostname}`;
    target.pathname = `/${key}`;
  }
  return target;
}

/** As signature version 4 spells a path: `encodeURIComponent` leaves five characters that servers escape before they check. */
const encoded = (part: string): string =>
  encodeURIComponent(part).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
