import { HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { StorageError } from '../storage-error.js';
import type { ListedObject } from './location.js';
import { checkObjectName, checkPrefix } from './check-object.js';
import { OBJECT_NAME_PATTERN } from '../format/object-name.js';
import { describeS3, keyOf, type S3Place } from './s3-place.js';

/** One client for what is not bytes: listing and sizes. */
export const s3Client = (place: S3Place): S3Client =>
  new S3Client({
    endpoint: place.endpoint,
    region: place.region,
    credentials: place.credentials,
    forcePathStyle: place.forcePathStyle ?? true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 1, // One place decides about retries: retries.ts.
    requestHandler: { connectionTimeout: 15_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  });

export interface S3Page {
  readonly objects: readonly ListedObject[];
  readonly nextCursor: string | null;
}

/** One page of object names below the place's prefix; keys that no repository wrote are passed over. `cursor` is what the last page answered. */
export async function listS3Page(
  client: S3Client,
  place: S3Place,
  prefix: string,
  cursor: string | undefined,
  limit = 1000,
): Promise<S3Page> {
  checkPrefix(prefix);
  const answer = await asked(place, () =>
    client.send(
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
      .map((one) => ({ name: decodedKey(one.Key ?? '').slice(cut), size: one.Size ?? 0 }))
      .filter((one) => OBJECT_NAME_PATTERN.test(one.name)),
    nextCursor: answer.IsTruncated ? (answer.NextContinuationToken ?? null) : null,
  };
}

function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return ''; // Not ours, whatever it is.
  }
}

/** Bytes of one object, or undefined. */
export async function statS3(client: S3Client, place: S3Place, name: string): Promise<number | undefined> {
  checkObjectName(name);
  try {
    const head = await client.send(new HeadObjectCommand({ Bucket: place.bucket, Key: keyOf(place, name) }));
    return head.ContentLength ?? 0;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw s3Refusal(place, error);
  }
}

async function asked<T>(place: S3Place, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw s3Refusal(place, error);
  }
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

function s3Refusal(place: S3Place, error: unknown): StorageError {
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
