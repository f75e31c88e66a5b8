import type { ListedObject, Location } from './location.js';
import { s3Names } from './s3-listing.js';
import { describeS3, type S3Place } from './s3-place.js';
import { type Pause, withRetries } from './retries.js';
import { signedLocation } from './signed-location.js';
import type { UrlSigner } from './url-signer.js';

export interface S3LocationOptions {
  /** A connection on which no byte moves for this long is given up; 60 s by default. */
  readonly idleMs?: number;
  /** Waits between tries; real time by default. */
  readonly pause?: Pause;
}

/**
 * A bucket with one's own credential: a signed location whose signer is this process, so that one code path sends every
 * byte and both kinds are proven by the same tests.
 *
 * @throws StorageError `location-unreachable` (retry helps), `location-refused` (bucket, key or clock)
 */
export function s3Location(place: S3Place, options: S3LocationOptions = {}): Location {
  const where = describeS3(place);
  const names = s3Names(place);
  // Loaded when there is something to sign: most commands know no bucket.
  const loadPresign = async () => (await import('./presign-s3.js')).presignS3;
  const signer: UrlSigner = {
    signUploads: async (objects) => {
      const presignS3 = await loadPresign();
      return Promise.all(
        objects.map(async (object) => {
          const present = (await names.stat(object.name)) !== undefined;
          return { ...(await presignS3(place, { method: 'PUT', ...object })), present };
        }),
      );
    },
    signDownloads: async (names) => {
      const presignS3 = await loadPresign();
      return Promise.all(names.map((name) => presignS3(place, { method: 'GET', name })));
    },
    list: (prefix) => allPages(prefix),
  };
  const location = signedLocation(signer, { place: where, ...options });

  async function* allPages(prefix: string): AsyncIterable<ListedObject> {
    let cursor: string | undefined;
    do {
      const from = cursor;
      const page = await withRetries(where, () => names.page(prefix, from), options.pause);
      yield* page.objects;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  return {
    ...location,
    stat: (name) => withRetries(where, () => names.stat(name), options.pause),
    remove: (name) => withRetries(where, () => names.remove(name), options.pause),
    close: () => names.close(),
  };
}
