import type { KeyObject } from 'node:crypto';
import { createHmac, createSecretKey } from 'node:crypto';
import { hkdf, NO_SALT } from './hkdf.js';

export interface Epoch {
  readonly number: number;
  readonly key: Buffer;
  readonly createdAtMs: number;
}

/** Every key that follows from the repository secret, and the epochs that the unlocked recipient can open. */
export class RepositoryKeys {
  readonly metadataKey: Buffer;
  /** Authenticates the list of recipients, so that whoever runs the location cannot add one. */
  readonly recipientsKey: Buffer;
  /** Seals the journal on the workstation. */
  readonly journalKey: Buffer;
  /** 256 numbers of 32 bits; secret, because chunk lengths would tell known files apart. */
  readonly gearTable: Uint32Array;
  private readonly dataIdKey: KeyObject;
  private readonly treeIdKey: KeyObject;
  private readonly epochs = new Map<number, Epoch>();

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
    const gear = hkdf(secret, NO_SALT, 'gear table', 1024);
    this.gearTable = Uint32Array.from({ length: 256 }, (_, i) => gear.readUInt32BE(i * 4));
    for (const epoch of epochs) this.addEpoch(epoch);
  }

  /** HMAC-SHA256 of the plain bytes. Trees have a key of their own: no file can pose as a tree. */
  chunkId(kind: 'data' | 'tree', plain: Uint8Array): Buffer {
    return createHmac('sha256', kind === 'data' ? this.dataIdKey : this.treeIdKey)
      .update(plain)
      .digest();
  }

  addEpoch(epoch: Epoch): void {
    this.epochs.set(epoch.number, epoch);
  }

  epoch(number: number): Epoch | undefined {
    return this.epochs.get(number);
  }

  /** The epochs that the unlocked recipient opens, oldest first. */
  openEpochs(): Epoch[] {
    return [...this.epochs.values()].sort((a, b) => a.number - b.number);
  }

  newestEpoch(): Epoch {
    return [...this.epochs.values()].reduce((a, b) => (b.number > a.number ? b : a));
  }
}
