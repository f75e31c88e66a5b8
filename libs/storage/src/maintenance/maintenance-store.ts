import type { Readable } from 'node:stream';
import type { ListedObject, PutObject } from '../location/location.js';
import type { S3Place } from '../location/s3-place.js';

/** One page of a repository's names, ordered by name; `nextCursor` is null on the last one. */
export interface ObjectPage {
  readonly objects: readonly ListedObject[];
  readonly nextCursor: string | null;
}

/**
 * One repository's objects as the control plane may touch them: names, sizes, sealed bytes. It holds no key, so nothing
 * here can be opened; it adds, and never overwrites or deletes.
 *
 * @throws StorageError as `Location` declares
 */
export interface MaintenanceStore {
  stat(name: string): Promise<number | undefined>;
  /** Whole sealed bytes, at most 64 MiB. */
  get(name: string): Promise<Uint8Array>;
  list(prefix: string, cursor: string | undefined, limit: number): Promise<ObjectPage>;
  put(name: string, object: PutObject): Promise<'stored' | 'present'>;
  close(): Promise<void>;
}

/** A folder that this process serves: its objects can also be streamed out, in part where asked. */
export interface ServedStore extends MaintenanceStore {
  /** `end` is exclusive. @throws StorageError `object-missing` */
  open(name: string, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
}

export type StorePlace =
  { readonly kind: 'folder'; readonly root: string } | ({ readonly kind: 's3' } & S3Place);
