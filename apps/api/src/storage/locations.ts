import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { PolicyV1 } from '@holdfast/contracts';
import {
  describeS3,
  eraseRepository,
  type ErasedObjects,
  type ErasingOrder,
  keepNote,
  type KeptNote,
  maintenanceStore,
  presignS3,
  type S3Place,
} from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notFound } from '../problems/index.js';
import { allLocations, insertLocation, locationById, type StoredLocation } from './location-rows.js';
import type { ObjectStore } from './object-store.js';
import { openCredentials } from './seal-credentials.js';
import { servedFolder } from './served/served-folder.js';
import { servedSigner } from './served/served-signer.js';
import { reaching } from './storage-problem.js';
import { StorageSettings } from './storage-settings.js';

/** Where repositories lie, and how to reach one there. */
@Injectable()
export class Locations {
  constructor(private readonly settings: StorageSettings) {}

  /** A folder of this server behind signed URLs; joins the caller's transaction. */
  async createServedFolder(db: EntityManager, companyId: string, name: string): Promise<{ id: string }> {
    const id = randomUUID();
    await insertLocation(db, { companyId, id, name, kind: 'served-folder' });
    return { id };
  }

  /** Every location of the company, in the order in which they were connected. */
  all(db: EntityManager, companyId: string): Promise<StoredLocation[]> {
    return allLocations(db, companyId);
  }

  /** @throws DomainError `not-found` for a location of another company too */
  async one(db: EntityManager, companyId: string, id: string): Promise<StoredLocation> {
    const found = await locationById(db, companyId, id);
    if (!found) throw notFound();
    return found;
  }

  /**
   * The locations at which the policy wants a repository, the first one to be written first: those it names, or as
   * many as it asks copies for, in the order in which they were connected.
   */
  async wanted(db: EntityManager, companyId: string, copies: PolicyV1['copies']): Promise<StoredLocation[]> {
    const all = await allLocations(db, companyId);
    if (copies.locations.length === 0) return all.slice(0, copies.required);
    return copies.locations.flatMap((id) => all.find((location) => location.id === id) ?? []);
  }

  /**
   * Works with one repository at a location, and lets go of its connections afterwards. Never inside a transaction.
   * @throws DomainError `storage-unreachable`, `storage-full`; a retry helps
   */
  async use<T>(
    location: StoredLocation,
    repositoryId: string,
    work: (store: ObjectStore) => Promise<T>,
  ): Promise<T> {
    const store = this.open(location, repositoryId);
    try {
      return await reaching(() => work(store));
    } finally {
      await store.objects.close();
    }
  }

  /**
   * Keeps a small note beside the repositories: added, never replaced, locked where the location can. No signed URL leads to
   * it. Never inside a transaction.
   * @throws DomainError `storage-unreachable`, `storage-full`; a retry helps. StorageError `object-altered` for another one
   */
  keepNote(location: StoredLocation, name: string, bytes: Uint8Array, lockUntil: Date): Promise<KeptNote> {
    const place =
      location.kind === 's3'
        ? { kind: 's3' as const, ...this.bucket(location, location.settings.prefix) }
        : { kind: 'folder' as const, root: join(this.settings.objectsFolder, location.id) };
    return reaching(() => keepNote(place, name, bytes, lockUntil));
  }

  /**
   * Deletes a repository at a location for good, and reads back that it is gone. Only for whoever was erased. Never inside a
   * transaction. @throws DomainError `storage-unreachable`; a retry helps
   */
  erase(location: StoredLocation, repositoryId: string, order: ErasingOrder): Promise<ErasedObjects> {
    const place =
      location.kind === 's3'
        ? { kind: 's3' as const, ...this.s3Place(location, repositoryId) }
        : { kind: 'folder' as const, root: this.servedRoot(location, repositoryId) };
    return reaching(() => eraseRepository(place, order));
  }

  /** What a person needs to recognise it: a folder, or endpoint, bucket and prefix. Never a credential. */
  placeOf(location: StoredLocation): string {
    if (location.kind === 'served-folder') return `${this.settings.objectsFolder}/${location.id}`;
    return describeS3({ ...location.settings, credentials: { accessKeyId: '', secretAccessKey: '' } });
  }

  private open(location: StoredLocation, repositoryId: string): ObjectStore {
    const now = () => new Date();
    if (location.kind === 's3') {
      const place = this.s3Place(location, repositoryId);
      return {
        objects: maintenanceStore({ kind: 's3', ...place }),
        signer: {
          signPut: (object) => presignS3(place, { method: 'PUT', ...object }, { now: now() }),
          signGet: (name) => presignS3(place, { method: 'GET', name }, { now: now() }),
        },
      };
    }
    const { origin, urlKey } = this.settings;
    const root = this.servedRoot(location, repositoryId);
    const signed = { origin, key: urlKey, locationId: location.id, repositoryId };
    return { objects: maintenanceStore({ kind: 'folder', root }), signer: servedSigner(signed, now) };
  }

  private servedRoot(location: StoredLocation, repositoryId: string): string {
    const root = servedFolder(this.settings.objectsFolder, location.id, repositoryId);
    if (root === undefined) throw notFound();
    return root;
  }

  /** Each repository has a prefix of its own, so that one agent's URLs never reach another's objects. */
  private s3Place(location: StoredLocation & { kind: 's3' }, repositoryId: string): S3Place {
    const { companyId, settings } = location;
    const prefix = [settings.prefix, companyId, repositoryId].filter((part) => part !== '').join('/');
    return this.bucket(location, prefix);
  }

  private bucket(location: StoredLocation & { kind: 's3' }, prefix: string): S3Place {
    const { companyId, id, settings, sealedCredentials } = location;
    const owner = `${companyId}/${id}`;
    return {
      ...settings,
      prefix,
      credentials: openCredentials(this.settings.credentialsKey, owner, sealedCredentials),
    };
  }
}
