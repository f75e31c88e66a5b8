import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { unseal } from '../crypto/sealing.js';
import { damaged } from '../format/damaged.js';
import { decompress } from './compression.js';
import type { PackEntry, PackKind } from './pack-layout.js';
import { packKey, PRELUDE_BYTES, readPackEntries } from './pack-layout.js';

/** A whole pack in memory, its sealed header already checked. */
export class PackReader {
  private readonly prelude: Buffer;
  private readonly key: Buffer;
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
    this.key = packKey(kind, keys, this.prelude, name);
    this.byId = new Map(entries.map((entry) => [entry.id.toString('latin1'), entry]));
  }

  get size(): number {
    return this.bytes.length;
  }

  /** Ids of what it holds, dummies left out. */
  *ids(): Generator<Buffer> {
    for (const entry of this.byId.values()) if (!entry.dummy) yield entry.id;
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
  checkAll(): void {
    for (const entry of this.byId.values()) {
      if (entry.dummy) this.open(entry);
      else this.chunk(entry.id);
    }
  }

  private open(entry: PackEntry): Buffer {
    const sealed = this.bytes.subarray(entry.offset, entry.offset + entry.length);
    const bytes = unseal(this.key, entry.number, this.prelude, sealed, this.name);
    if (entry.compressed) return decompress(bytes, entry.plainLength, this.name);
    if (bytes.length !== entry.plainLength) throw damaged(this.name);
    return bytes;
  }
}
