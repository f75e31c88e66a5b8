import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey } from 'node:crypto';
import { GEAR_BYTES } from '../chunking/content-cutter.js';
import { hkdf, NO_SALT } from './hkdf.js';

export interface Epoch {
  readonly number: number;
  readonly key: Buffer;
  readonly createdAtMs: number;
}

export const EPOCH_ID_BYTES = 16;

/** Names an epoch's key without telling it: two epochs may bear one number. */
export function epochId({ key }: Epoch): Buffer {
  return hkdf(key, NO_SALT, 'epoch id', EPOCH_ID_BYTES);
}

/** Every key that follows from the repository secret, and the epochs that the unlocked recipient can open. */
export class RepositoryKeys {
  readonly metadataKey: Buffer;
  /** Authenticates the list of recipients, so that whoever runs the location cannot add one. */
  readonly recipientsKey: Buffer;
  /** Seals the journal on the workstation. */
  readonly journalKey: Buffer;
  /** 256 numbers of 64 bits, big-endian; secret, because chunk lengths would tell known files apart. */
  readonly gearTable: Buffer;
  private readonly dataIdKey: KeyObject;
  private readonly treeIdKey: KeyObject;
  private epochs: Epoch[] = [];
  private chosen: Epoch | undefined;

  constructor(
    readonly repositoryId: Buffer,
    readonly secret: Buffer,
    epochs: Iterable<Epoch>,
  ) {
    this.metadataKey = hkdf(secret, NO_SALT, 'metadata');
    this.recipientsKey = hkdf(this.metadataKey, NO_SALT, 'recipients');
    this.journalKey = hkdf(this.metadataKey, NO_SALT, 'journal');
    this.dataIdKey = createSecretKey(hkdf(secret, NO_SALT, 'data chunk id'));
    this.treeIdKey = createSecretKey(hkdf(secret, NO_SALT, 'tree chunk id'));
    this.gearTable = hkdf(secret, NO_SALT, 'gear table', GEAR_BYTES);
    for (const epoch of epochs) this.addEpoch(epoch);
  }

  /** HMAC-SHA256 of the plain bytes. Trees have a key of their own: no file can pose as a tree. */
  chunkId(kind: 'data' | 'tree', plain: Uint8Array): Buffer {
    return createHmac('sha256', kind === 'data' ? this.dataIdKey : this.treeIdKey)
      .update(plain)
      .digest();
  }

  addEpoch(epoch: Epoch): void {
    if (!this.epochs.some(({ number, key }) => number === epoch.number && key.equals(epoch.key)))
      this.epochs.push(epoch);
  }

  /** Two workstations that begin an epoch at the same moment give it the same number: then there are two. */
  epochsOf(number: number): Epoch[] {
    return this.epochs.filter((epoch) => epoch.number === number);
  }

  /** The epochs that the unlocked recipient opens, oldest first. */
  openEpochs(): Epoch[] {
    return this.epochs.toSorted((a, b) => a.number - b.number);
  }

  /** What is stored from now on is sealed under this one. */
  writeUnder(epoch: Epoch): void {
    this.chosen = epoch;
  }

  /** Forgets the key of each epoch but this one: all that a service is given. */
  keepOnly(kept: Epoch): void {
    this.epochs = this.epochs.filter(({ key }) => key.equals(kept.key));
  }

  /** The epoch to write under: that of the roster, once it was looked for (recipients/epochs). */
  newestEpoch(): Epoch {
    return this.chosen ?? this.epochs.reduce((a, b) => (b.number > a.number ? b : a));
  }
}
