import { presignS3 } from './presign-s3.js';
import type { ListedObject, Location } from './location.js';
import { listS3Page, s3Client, statS3 } from './s3-listing.js';
import { describeS3, type S3Place } from './s3-place.js';
import { signedLocation } from './signed-location.js';
import type { UrlSigner } from './url-signer.js';

/**
 * A bucket with one's own credential: a signed location whose signer is this process, so that one code path sends every
 * byte and both kinds are proven by the same tests.
 *
 * @throws StorageError `location-unreachable` (retry helps), `location-refused` (bucket, key or clock)
 */
export function s3Location(place: S3Place): Location {
  const client = s3Client(place);
  const signer: UrlSigner = {
    signUploads: (objects) =>
      Promise.all(
        objects.map(async (object) => {
          const present = (await statS3(client, place, object.name)) !== undefined;
          return { ...(await presignS3(place, { method: 'PUT', ...object })), present };
        }),
      ),
    signDownloads: (names) => Promise.all(names.map((name) => presignS3(place, { method: 'GET', name }))),
    list: (prefix) => allPages(prefix),
  };
  const location = signedLocation(signer, { place: describeS3(place) });

  async function* allPages(prefix: string): AsyncIterable<ListedObject> {
    let cursor: string | undefined;
    do {
      const page = await listS3Page(client, place, prefix, cursor);
      yield* page.objects;
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
  }

  return {
    ...location,
    stat: (name) => statS3(client, place, name),
    close: async () => client.destroy(),
  };
}
