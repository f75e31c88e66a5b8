import { resolve } from 'node:path';
import { usage } from '../faults/fault.js';

/** Where a repository lies, as `--repository` names it. */
export type Place =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string };

/** Bucket names by the S3 rules for new buckets. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Parses `DIR` or `s3://BUCKET/PREFIX`, as `flag` gave it. Any other scheme is refused rather than taken for a folder's name. */
export function parsePlace(text: string, flag = '--repository'): Place {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (text === '') throw usage(`${flag} is empty.`, 'Name a folder or s3://BUCKET/PREFIX.');
  if (scheme === undefined) return { kind: 'folder', folder: resolve(text) };
  if (scheme !== 's3')
    throw usage(`"${scheme}://" is not a place this version knows.`, 'Name a folder or s3://BUCKET/PREFIX.');
  const [bucket = '', ...rest] = text.slice('s3://'.length).split('/');
  if (!BUCKET.test(bucket))
    throw usage(`"${bucket}" is not the name of a bucket.`, 'Write s3://BUCKET/PREFIX.');
  return { kind: 's3', bucket, prefix: rest.filter((part) => part !== '').join('/') };
}

/** A place as one text, always the same for the same place: names its work folder. */
export const placeText = (place: Place): string =>
  place.kind === 'folder' ? place.folder : `s3://${place.bucket}/${place.prefix}`;
