import { damaged } from './damaged.js';

/**
 * Reads big-endian fields from stored bytes that may be hostile: every length is checked against what is there
 * before anything is allocated. @throws StorageError `object-altered`
 */
export class ByteReader {
  private at = 0;
  private readonly bytes: Buffer;

  constructor(
    bytes: Uint8Array,
    private readonly what: string,
  ) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get position(): number {
    return this.at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** The next byte, left where it is; undefined at the end. */
  peek(): number | undefined {
    return this.bytes[this.at];
  }

  u8(): number {
    return this.bytes.readUInt8(this.take(1));
  }

  u16(): number {
    return this.bytes.readUInt16BE(this.take(2));
  }

  u32(): number {
    return this.bytes.readUInt32BE(this.take(4));
  }

  u64(): bigint {
    return this.bytes.readBigUInt64BE(this.take(8));
  }

  i64(): bigint {
    return this.bytes.readBigInt64BE(this.take(8));
  }

  /** A view, not a copy. */
  raw(length: number): Buffer {
    const from = this.take(length);
    return this.bytes.subarray(from, from + length);
  }

  /** A number that announces `count` items of `itemBytes` each, all of which must still be there. */
  count(itemBytes: number, most = Number.MAX_SAFE_INTEGER): number {
    const count = this.u32();
    if (count > most || count * itemBytes > this.left) throw damaged(this.what);
    return count;
  }

  end(): void {
    if (this.left !== 0) throw damaged(this.what);
  }

  private take(length: number): number {
    if (length > this.left) throw damaged(this.what);
    const from = this.at;
    this.at += length;
    return from;
  }
}
