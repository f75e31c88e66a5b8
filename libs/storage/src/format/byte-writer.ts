/** Appends big-endian fields to one growing buffer. */
export class ByteWriter {
  private bytes: Buffer;
  private at = 0;

  constructor(room = 256) {
    this.bytes = Buffer.allocUnsafe(room);
  }

  get length(): number {
    return this.at;
  }

  u8(value: number): this {
    const at = this.need(1);
    this.bytes.writeUInt8(value, at);
    return this;
  }

  u16(value: number): this {
    const at = this.need(2);
    this.bytes.writeUInt16BE(value, at);
    return this;
  }

  u32(value: number): this {
    const at = this.need(4);
    this.bytes.writeUInt32BE(value, at);
    return this;
  }

  u64(value: bigint): this {
    const at = this.need(8);
    this.bytes.writeBigUInt64BE(value, at);
    return this;
  }

  i64(value: bigint): this {
    const at = this.need(8);
    this.bytes.writeBigInt64BE(value, at);
    return this;
  }

  raw(value: Uint8Array): this {
    const at = this.need(value.length);
    this.bytes.set(value, at);
    return this;
  }

  /** A copy of what was written so far. */
  toBuffer(): Buffer {
    return Buffer.from(this.bytes.subarray(0, this.at));
  }

  private need(length: number): number {
    const from = this.at;
    this.at += length;
    if (this.at > this.bytes.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.at, this.bytes.length * 2));
      this.bytes.copy(larger, 0, 0, from);
      this.bytes = larger;
    }
    return from;
  }
}
