import { damaged } from '../format/damaged.js';

/** Chunks are known by this much of their id in shards and in the local index: 160 bits of a keyed digest. */
export const SHORT_ID_BYTES = 20;
export const SHARD_ENTRY_BYTES = 28;

/** What a shard says of the chunks of one pack: `first 20 bytes of the id ‖ sealed length u32 ‖ plain length u32` each. */
export class ShardEntries {
  /** @throws StorageError `object-altered` where the bytes are no whole entries */
  constructor(readonly bytes: Buffer) {
    if (bytes.length % SHARD_ENTRY_BYTES !== 0) throw damaged('A row of the index on this computer');
  }

  static of(
    entries: readonly { readonly id: Buffer; readonly length: number; readonly plainLength: number }[],
  ): ShardEntries {
    const bytes = Buffer.alloc(entries.length * SHARD_ENTRY_BYTES);
    entries.forEach(({ id, length, plainLength }, i) => {
      const at = i * SHARD_ENTRY_BYTES;
      id.copy(bytes, at, 0, SHORT_ID_BYTES);
      bytes.writeUInt32BE(length, at + SHORT_ID_BYTES);
      bytes.writeUInt32BE(plainLength, at + SHORT_ID_BYTES + 4);
    });
    return new ShardEntries(bytes);
  }

  get count(): number {
    return this.bytes.length / SHARD_ENTRY_BYTES;
  }

  *[Symbol.iterator](): Generator<{ id: Buffer; sealedLength: number; plainLength: number }> {
    for (let at = 0; at < this.bytes.length; at += SHARD_ENTRY_BYTES) {
      yield {
        id: this.bytes.subarray(at, at + SHORT_ID_BYTES),
        sealedLength: this.bytes.readUInt32BE(at + SHORT_ID_BYTES),
        plainLength: this.bytes.readUInt32BE(at + SHORT_ID_BYTES + 4),
      };
    }
  }
}

/** The part of an id that shards and the local index keep. */
export function shortId(id: Uint8Array): Uint8Array {
  return id.subarray(0, SHORT_ID_BYTES);
}
