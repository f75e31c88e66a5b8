import { s3Names } from '../location/s3-listing.js';
import { s3Location } from '../location/s3-location.js';
import type { S3Place } from '../location/s3-place.js';
import type { MaintenanceStore } from './maintenance-store.js';

/** A repository in a bucket, with the company's credential. */
export function s3Store(place: S3Place): MaintenanceStore {
  const location = s3Location(place);
  const names = s3Names(place);
  return {
    stat: (name) => names.stat(name),
    get: (name) => location.get(name),
    put: (name, object) => location.put(name, object),
    // Marks are between those who hold keys; the control plane neither signs nor names them.
    async list(prefix, cursor, limit) {
      const { objects, nextCursor } = await names.page(prefix, cursor, limit);
      return { objects: objects.filter(({ name }) => !name.startsWith('mark/')), nextCursor };
    },
    async close() {
      await names.close();
      await location.close();
    },
  };
}
