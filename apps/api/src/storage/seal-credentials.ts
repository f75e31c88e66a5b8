import { openSealed, seal } from '../configuration/index.js';

export interface BucketCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Seals a bucket's credentials for the database. `owner`: company and location. */
export const sealCredentials = (key: Uint8Array, owner: string, credentials: BucketCredentials): Buffer =>
  seal(key, owner, Buffer.from(JSON.stringify(credentials)));

/** @throws Error when the key, the owner or a byte is another one; no retry helps */
export const openCredentials = (key: Uint8Array, owner: string, sealed: Uint8Array): BucketCredentials =>
  JSON.parse(openSealed(key, owner, sealed).toString('utf8')) as BucketCredentials;
