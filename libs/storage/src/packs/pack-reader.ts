import type { KeyObject } from 'node:crypto';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { unseal } from '../crypto/sealing.js';
import { damaged } from '../format/damaged.js';
import { ShardEntries } from '../index/shard-entries.js';
import { StorageError } from '../storage-error.js';
import { decompress } from './compression.js';
import type { PackEntry, PackKind } from './pack-layout.js';
import { packKeys, PRELUDE_BYTES, readPackEntries } from './pack-layout.js';

/** A whole pack in memory, its sealed header already checked. */
export class PackReader {
  private readonly prelude: Buffer;
  private candidates: KeyObject[];
  private readonly byId: Map<string, PackEntry>;

  /** @throws StorageError `object-altered`, `format-unsupported` */
  constructor(
    private readonly kind: PackKind,
    private readonly keys: RepositoryKeys,
    private readonly bytes: Buffer,
    private readonly name: string,
  ) {
    const entries = readPackEntries(kind, keys, bytes, name);
    this.prelude = bytes.subarray(0, PRELUDE_BYTES);
    this.candidates = packKeys(kind, keys, this.prelude);
    this.byId = new Map(entries.map((entry) => [entry.id.toString('latin1'), entry]));
  }

  get size(): number {
    return this.bytes.length;
  }

  /** Of its chunks, in their order, dummies left out. */
  *ids(): Generator<Buffer> {
    for (const { id, dummy } of this.byId.values()) if (!dummy) yield id;
  }

  /** What a shard says of it, dummies left out. */
  entries(): ShardEntries {
    return ShardEntries.of([...this.byId.values()].filter((entry) => !entry.dummy));
  }

  /** Plain bytes, authenticated by tag and by their own id. @throws StorageError `object-altered` */
  chunk(id: Uint8Array): Buffer {
    const entry = this.byId.get(Buffer.from(id).toString('latin1'));
    if (entry === undefined) throw damaged(this.name);
    const plain = this.open(entry);
    if (!this.keys.chunkId(this.kind, plain).equals(entry.id)) throw damaged(this.name);
    return plain;
  }

  /** Opens every chunk, dummies too. @throws StorageError `object-altered` */
  checkAll(opened: (bytes: number) => void = () => {}): void {
    for (const entry of this.byId.values()) {
      if (entry.dummy) this.open(entry);
      else this.chunk(entry.id);
      opened(entry.plainLength);
    }
  }

  private open(entry: PackEntry): Buffer {
    const sealed = this.bytes.subarray(entry.offset, entry.offset + entry.length);
    const bytes = this.unseal(entry, sealed);
    if (entry.compressed) return decompress(bytes, entry.plainLength, this.name);
    if (bytes.length !== entry.plainLength) throw damaged(this.name);
    return bytes;
  }

  /** The first chunk tells which of several keys is the one. */
  private unseal({ number }: PackEntry, sealed: Buffer): Buffer {
    let failure: unknown;
    for (const key of this.candidates) {
      try {
        const bytes = unseal(key, number, this.prelude, sealed, this.name);
        this.candidates = [key];
        return bytes;
      } catch (error) {
        failure = error;
      }
    }
    throw failure ?? epochClosed(this.name);
  }
}

const epochClosed = (name: string): StorageError =>
  new StorageError(
    'epoch-closed',
    `${name} is of a time that this key does not open. It is not damaged. Open the repository with the employee's key, ` +
      'the recovery code or the password.',
  );
