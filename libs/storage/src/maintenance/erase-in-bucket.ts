import type {
  ListObjectsV2CommandOutput,
  ListObjectVersionsCommandInput,
  ListObjectVersionsCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import { withRetries } from '../location/retries.js';
import { s3Client, s3Refusal, statusOf } from '../location/s3-listing.js';
import { describeS3, keyOf, type S3Place } from '../location/s3-place.js';
import type { ErasedObjects, ErasingOrder } from './erase-repository.js';

type Sdk = typeof import('@aws-sdk/client-s3');
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** One version of one object, or a delete marker, which has no bytes. */
interface Version {
  readonly key: string;
  readonly version: string | undefined;
  readonly bytes: number;
}

const AT_ONCE = 8;
/** What a gateway says that keeps no versions and cannot list any. */
const NO_VERSIONS = new Set([400, 405, 501]);

/** Every version by its id: a plain DELETE would only add a marker in a bucket that keeps versions. */
export async function eraseInBucket(place: S3Place, order: ErasingOrder): Promise<ErasedObjects> {
  const sdk = await import('@aws-sdk/client-s3');
  const client = s3Client(sdk.S3Client, place);
  const done: Mutable<ErasedObjects> = { objects: 0, bytes: 0, absent: false, kept: undefined };
  const bucket: Bucket = { sdk, client, place, prefix: keyOf(place, order.part === 'keys' ? 'keys/' : '') };
  try {
    for await (const page of pages(bucket)) {
      for (let at = 0; at < page.length && done.objects < order.most; at += AT_ONCE)
        await Promise.all(page.slice(at, at + AT_ONCE).map((one) => erase(bucket, one, done, order.now)));
      if (done.objects >= order.most) break;
    }
    done.absent = (await pages(bucket).next()).done === true;
    return done;
  } finally {
    client.destroy();
  }
}

interface Bucket {
  readonly sdk: Sdk;
  readonly client: S3Client;
  readonly place: S3Place;
  /** Of the keys, with its slash. */
  readonly prefix: string;
}

const asking = <T>({ place }: Bucket, ask: () => Promise<T>): Promise<T> =>
  withRetries(describeS3(place), async () => {
    try {
      return await ask();
    } catch (error) {
      throw s3Refusal(place, error);
    }
  });

const version = (key: string, id: string | undefined, bytes: number): Version => ({
  key,
  version: id,
  bytes,
});

/** Versions and markers in pages that are not empty. */
async function* pages(bucket: Bucket): AsyncGenerator<Version[]> {
  const { sdk, client, place, prefix } = bucket;
  let from: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (from) {
    const input: ListObjectVersionsCommandInput = { Bucket: place.bucket, Prefix: prefix, ...from };
    const answer = await asking(bucket, async (): Promise<ListObjectVersionsCommandOutput | undefined> => {
      try {
        return await client.send(new sdk.ListObjectVersionsCommand(input));
      } catch (error) {
        if (NO_VERSIONS.has(statusOf(error) ?? 0)) return undefined;
        throw error;
      }
    });
    if (!answer) return yield* plainPages(bucket);
    const found = [
      ...(answer.Versions ?? []).map(({ Key = '', VersionId, Size = 0 }) => version(Key, VersionId, Size)),
      ...(answer.DeleteMarkers ?? []).map(({ Key = '', VersionId }) => version(Key, VersionId, 0)),
    ];
    if (found.length > 0) yield found;
    from = answer.IsTruncated
      ? { KeyMarker: answer.NextKeyMarker, VersionIdMarker: answer.NextVersionIdMarker }
      : undefined;
  }
}

async function* plainPages(bucket: Bucket): AsyncGenerator<Version[]> {
  const { sdk, client, place, prefix } = bucket;
  let token: string | undefined;
  do {
    const input = { Bucket: place.bucket, Prefix: prefix, ...(token ? { ContinuationToken: token } : {}) };
    const answer: ListObjectsV2CommandOutput = await asking(bucket, () =>
      client.send(new sdk.ListObjectsV2Command(input)),
    );
    const found = (answer.Contents ?? []).map(({ Key = '', Size = 0 }) => version(Key, undefined, Size));
    if (found.length > 0) yield found;
    token = answer.IsTruncated ? answer.NextContinuationToken : undefined;
  } while (token);
}

async function erase(
  bucket: Bucket,
  { key, version: id, bytes }: Version,
  done: Mutable<ErasedObjects>,
  now: Date,
): Promise<void> {
  const { sdk, client, place, prefix } = bucket;
  // A gateway that answers what was not asked for must not make anything else disappear.
  if (!key.startsWith(prefix)) return;
  const object = { Bucket: place.bucket, Key: key, ...(id === undefined ? {} : { VersionId: id }) };
  const refused = await asking(bucket, async () => {
    try {
      await client.send(new sdk.DeleteObjectCommand(object));
      return false;
    } catch (error) {
      if (statusOf(error) === 403 || statusOf(error) === 409) return true;
      if (statusOf(error) === 404) return false;
      throw error;
    }
  });
  if (!refused) {
    done.objects += 1;
    done.bytes += bytes;
    return;
  }
  const until = await client
    .send(new sdk.HeadObjectCommand(object))
    .then(({ ObjectLockRetainUntilDate: date }) => date)
    .catch(() => undefined);
  const locked = until !== undefined && until > now ? until : undefined;
  const known = done.kept?.until;
  const latest = known && locked ? (known > locked ? known : locked) : (known ?? locked);
  done.kept = { why: latest ? 'locked' : 'refused', until: latest };
}
