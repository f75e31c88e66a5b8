import type { S3Client } from '@aws-sdk/client-s3';
import { StorageError } from '../storage-error.js';
import type { ListedObject } from './location.js';
import { checkObjectName, checkPrefix, checkRemovable } from './check-object.js';
import { OBJECT_NAME_PATTERN } from '../format/object-name.js';
import { describeS3, keyOf, type S3Place } from './s3-place.js';

export interface S3Page {
  readonly objects: readonly ListedObject[];
  readonly nextCursor: string | null;
}

/** What of a bucket is not bytes: names and sizes. */
export interface S3Names {
  /** One page below the place's prefix; keys that no repository wrote are passed over. `cursor`: the last page's. */
  page(prefix: string, cursor: string | undefined, limit?: number): Promise<S3Page>;
  /** Bytes of one object, or undefined. */
  stat(name: string): Promise<number | undefined>;
  /** `hidden`: the bucket keeps versions and added a delete marker only. @throws StorageError `location-refused` */
  remove(name: string): Promise<'removed' | 'hidden'>;
  close(): Promise<void>;
}

/** The SDK is loaded at the first question: 0.2 s that a command which needs no bucket does not wait (measured). */
export function s3Names(place: S3Place): S3Names {
  const loadSdk = () => import('@aws-sdk/client-s3');
  let client: Promise<S3Client> | undefined;
  const connected = (): Promise<S3Client> =>
    (client ??= loadSdk().then((sdk) => s3Client(sdk.S3Client, place)));
  return {
    async page(prefix, cursor, limit = 1000) {
      checkPrefix(prefix);
      const { ListObjectsV2Command } = await loadSdk();
      const answer = await asked(place, async () =>
        (await connected()).send(
          new ListObjectsV2Command({
            Bucket: place.bucket,
            Prefix: keyOf(place, prefix),
            EncodingType: 'url', // A foreign key may hold what XML cannot.
            MaxKeys: limit,
            ...(cursor ? { ContinuationToken: cursor } : {}),
          }),
        ),
      );
      const cut = place.prefix ? place.prefix.length + 1 : 0;
      return {
        objects: (answer.Contents ?? [])
          .map((one) => ({
            name: decodedKey(one.Key ?? '').slice(cut),
            size: one.Size ?? 0,
            ...(one.LastModified ? { storedAtMs: one.LastModified.getTime() } : {}),
          }))
          .filter((one) => OBJECT_NAME_PATTERN.test(one.name)),
        nextCursor: answer.IsTruncated ? (answer.NextContinuationToken ?? null) : null,
      };
    },
    async stat(name) {
      checkObjectName(name);
      const { HeadObjectCommand } = await loadSdk();
      try {
        const asking = new HeadObjectCommand({ Bucket: place.bucket, Key: keyOf(place, name) });
        return (await (await connected()).send(asking)).ContentLength ?? 0;
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw s3Refusal(place, error);
      }
    },
    async remove(name) {
      checkRemovable(name);
      const { DeleteObjectCommand } = await loadSdk();
      const answer = await asked(place, async () =>
        (await connected()).send(new DeleteObjectCommand({ Bucket: place.bucket, Key: keyOf(place, name) })),
      );
      return answer.DeleteMarker ? 'hidden' : 'removed';
    },
    async close() {
      (await client)?.destroy();
    },
  };
}

/** As every gateway understands it; one place decides about retries: retries.ts. */
export const s3Client = (Client: typeof S3Client, place: S3Place): S3Client =>
  new Client({
    endpoint: place.endpoint,
    region: place.region,
    credentials: place.credentials,
    forcePathStyle: place.forcePathStyle ?? true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 15_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });

function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return ''; // Not ours, whatever it is.
  }
}

async function asked<T>(place: S3Place, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw s3Refusal(place, error);
  }
}

export const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

export function s3Refusal(place: S3Place, error: unknown): StorageError {
  if (error instanceof StorageError) return error;
  const status = statusOf(error);
  const name = (error as { code?: string }).code ?? (error instanceof Error ? error.name : 'error');
  const where = describeS3(place);
  if (status === undefined || status >= 500 || status === 429) {
    return new StorageError(
      'location-unreachable',
      `${where} cannot be reached (${name}). Check the network and the endpoint, then try again.`,
      { retryHelps: true, cause: error },
    );
  }
  if (status === 404) {
    return new StorageError(
      'location-refused',
      `${where}: there is no such bucket (${name}). Check its name and make it first.`,
      { cause: error },
    );
  }
  return new StorageError(
    'location-refused',
    `${where} refused the credential (${name}). Check the access key, the secret and the clock.`,
    { cause: error },
  );
}
