import type { Readable } from 'node:stream';
import { MAX_OBJECT_BYTES, OBJECT_NAME_PATTERN, Sha256Hex } from '@holdfast/contracts';
import { servedStore, StorageError, type ServedStore } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import { DomainError, notFound } from '../../problems/index.js';
import { asStorageProblem } from '../storage-problem.js';
import { StorageSettings } from '../storage-settings.js';
import { isSigned, type SignedObject } from './object-signature.js';
import { servedFolder } from './served-folder.js';

export interface SignedCall extends SignedObject {
  readonly signature: string;
}

const refused = () =>
  new DomainError(
    'signature-refused',
    'This URL was not signed here, has expired, or was changed. Ask for a new one.',
  );

/** The embedded location behind its signed URLs: adds and reads one object a call, and knows no company or person. */
@Injectable()
export class ServedObjects {
  constructor(private readonly settings: StorageSettings) {}

  /**
   * Adds one object: written aside, counted and hashed while it comes, forced to the disk, then named by a hard link.
   *
   * @param announced bytes by the request's Content-Length; undefined: not announced, then they are counted
   * @throws DomainError `signature-refused` (ask for a new URL), `object-mismatch` (send the signed bytes),
   * `object-exists` (nothing to send), `storage-full` (a retry helps once there is space)
   */
  async put(call: SignedCall, body: Readable, announced: number | undefined): Promise<void> {
    const store = this.storeOf(call);
    const size = Number(call.size);
    if (!Number.isInteger(size) || size <= 0 || !Sha256Hex.safeParse(call.sha256).success) throw refused();
    if (size > MAX_OBJECT_BYTES) throw new DomainError('too-large', 'No object may be that large.');
    if (announced !== undefined && announced !== size) throw mismatch();
    const sha256 = call.sha256 ?? '';
    const answer = await store.put(call.name, { size, sha256, open: () => body }).catch((error: unknown) => {
      throw isCutOff(error) ? mismatch() : asStorageProblem(error);
    });
    if (answer === 'present') {
      throw new DomainError('object-exists', 'An object of that name is there already and stays as it is.');
    }
  }

  /** Size of the object and a stream of a part of it. @throws DomainError `signature-refused`, `not-found` */
  async get(
    call: SignedCall,
  ): Promise<{ size: number; open: (start: number, end: number) => Promise<Readable> }> {
    const store = this.storeOf(call);
    const size = await store.stat(call.name);
    if (size === undefined) throw notFound();
    return { size, open: (start, end) => store.open(call.name, { start, end }) };
  }

  /** Nothing is touched for a call that is not signed: neither the ids nor the name have become a path before. */
  private storeOf(call: SignedCall): ServedStore {
    const { objectsFolder, urlKey } = this.settings;
    const folder = servedFolder(objectsFolder, call.locationId, call.repositoryId);
    if (folder === undefined || !OBJECT_NAME_PATTERN.test(call.name)) throw refused();
    if (!isSigned(urlKey, call, call.signature, new Date())) throw refused();
    return servedStore(folder);
  }
}

const mismatch = () =>
  new DomainError(
    'object-mismatch',
    'The bytes that came are not the signed ones in length or digest. Nothing was stored; send the object again.',
  );

function isCutOff(error: unknown): boolean {
  if (error instanceof StorageError) return error.code === 'object-mismatch';
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE';
}
