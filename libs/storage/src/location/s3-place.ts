import { StorageError } from '../storage-error.js';

/** An S3-compatible bucket, and below which prefix of it one repository lies. */
export interface S3Place {
  /** Origin of the service, `https://s3.eu-central-1.amazonaws.com` for example. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** Empty, or a path without a slash at either end. */
  readonly prefix: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** `endpoint/bucket/key` (default; what self-hosted gateways serve) or `bucket.endpoint/key`. */
  readonly forcePathStyle?: boolean;
}

/**
 * Key of an object, or beginning of keys. A place that URLs would resolve to another one is refused here, where every
 * request passes.
 *
 * @throws StorageError `location-refused`
 */
export function keyOf(place: S3Place, name: string): string {
  const parts = place.prefix === '' ? [] : place.prefix.split('/');
  if (
    !/^[\w.-]{1,255}$/.test(place.bucket) ||
    /^\.+$/.test(place.bucket) ||
    parts.some((part) => /^\.{0,2}$/.test(part))
  ) {
    throw new StorageError(
      'location-refused',
      `${describeS3(place)} is not a place in a bucket. Give a bucket's name, and a prefix without empty parts, "." or "..".`,
    );
  }
  return place.prefix ? `${place.prefix}/${name}` : name;
}

/** For people: never a credential. */
export function describeS3(place: S3Place): string {
  const endpoint = URL.canParse(place.endpoint)
    ? new URL(place.endpoint).origin
    : 'an endpoint that is no URL';
  return `s3://${place.bucket}${place.prefix ? `/${place.prefix}` : ''} at ${endpoint}`;
}
