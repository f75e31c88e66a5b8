/** The side door for the control plane: names, sizes, sealed bytes and signatures; no keys, nothing that opens. */
import { decodeSegment } from './format/segment-object.js';
import type { MaintenanceStore, StorePlace } from './maintenance/maintenance-store.js';
import { s3Store } from './maintenance/s3-store.js';
import { servedStore } from './maintenance/served-store.js';
import { snapshotSegments } from './snapshots/snapshot-object.js';

export { StorageError, type StorageErrorCode } from './storage-error.js';
export type { ListedObject, PutObject } from './location/location.js';
export { presignS3, SIGNED_SECONDS, type ToPresign } from './location/presign-s3.js';
export { describeS3, type S3Place } from './location/s3-place.js';
export type {
  MaintenanceStore,
  ObjectPage,
  ServedStore,
  StorePlace,
} from './maintenance/maintenance-store.js';
export { eraseRepository, type ErasedObjects, type ErasingOrder } from './maintenance/erase-repository.js';
export { keepNote, type KeptNote } from './maintenance/keep-note.js';
export { keyFingerprint } from './recipients/key-fingerprint.js';
export { recoveryKeys } from './maintenance/recovery-keys.js';
export { servedStore } from './maintenance/served-store.js';

/** Opens one repository's objects where they lie. */
export const maintenanceStore = (place: StorePlace): MaintenanceStore =>
  place.kind === 'folder' ? servedStore(place.root) : s3Store(place);

/** The segments that a snapshot object names, from its readable part. @throws StorageError `object-altered`, `format-unsupported` */
export const snapshotReferences = (bytes: Uint8Array): { readonly segments: readonly string[] } => ({
  segments: snapshotSegments(bytes).segments,
});

/** The object names that a segment lists. @throws StorageError `object-altered`, `format-unsupported` */
export const segmentNames = (bytes: Uint8Array): readonly string[] => decodeSegment(bytes);
