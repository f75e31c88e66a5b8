import { createHash } from 'node:crypto';
import type { GetObjectCommandOutput, PutObjectCommandInput } from '@aws-sdk/client-s3';
import { s3Client, s3Refusal, statusOf } from '../location/s3-listing.js';
import { describeS3, keyOf, type S3Place } from '../location/s3-place.js';
import type { KeptNote } from './keep-note.js';
import { noteAltered } from './note-altered.js';

/** What a bucket says that does not lock, or a credential that may not: without a lock it may still take the note. */
const WITHOUT_LOCK = new Set([400, 403, 405, 501]);

/**
 * Asks for a lock in compliance mode (nobody lifts it, the account's owner neither) and believes only what the bucket then
 * says of the object: gateways that ignore the header answer 200 as well. What is there is looked for first and kept by
 * `If-None-Match`, which a gateway may pass over in a bucket with versions (radosgw 16, measured 2026-11-27).
 */
export async function keepInBucket(
  place: S3Place,
  name: string,
  bytes: Uint8Array,
  lockUntil: Date,
): Promise<KeptNote> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = s3Client(sdk.S3Client, place);
  const key = { Bucket: place.bucket, Key: keyOf(place, name) };
  const plain: PutObjectCommandInput = {
    ...key,
    Body: bytes,
    IfNoneMatch: '*',
    ContentType: 'application/json',
    // S3 asks for it beside a lock.
    ContentMD5: createHash('md5').update(bytes).digest('base64'),
  };
  const lock = { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: lockUntil } as const;
  const put = async (input: PutObjectCommandInput): Promise<void> => {
    try {
      await client.send(new sdk.PutObjectCommand(input));
    } catch (error) {
      if (statusOf(error) !== 412) throw error;
    }
  };
  const get = async (): Promise<GetObjectCommandOutput | undefined> => {
    try {
      return await client.send(new sdk.GetObjectCommand(key));
    } catch (error) {
      // 403 is what a bucket says of a missing key to a credential that may not list it.
      if (statusOf(error) === 403 || (error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  };
  try {
    const before = await get();
    if (!before) {
      await put({ ...plain, ...lock }).catch((error: unknown) => {
        if (!WITHOUT_LOCK.has(statusOf(error) ?? 0)) throw error;
        return put(plain);
      });
    }
    const found = before ?? (await get());
    const there = await found?.Body?.transformToByteArray();
    if (!there || !Buffer.from(there).equals(bytes)) throw noteAltered(name, describeS3(place));
    const until = found?.ObjectLockRetainUntilDate?.getTime() ?? 0;
    // Buckets keep whole seconds.
    const locked = found?.ObjectLockMode === 'COMPLIANCE' && until >= lockUntil.getTime() - 1000;
    return { outcome: before ? 'present' : 'stored', locked };
  } catch (error) {
    throw s3Refusal(place, error);
  } finally {
    client.destroy();
  }
}
