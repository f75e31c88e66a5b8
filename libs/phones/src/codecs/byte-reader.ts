/** The stream ended although more was due. */
export class EndOfBytes extends Error {
  override readonly name = 'EndOfBytes';
}

/** Gives the next piece of a stream, `undefined` at its end. */
export type NextBytes = () => Promise<Uint8Array | undefined>;

/**
 * Reads exact amounts from a stream of pieces of any size. Holds at most one piece, plus what one `exactly`
 * asked for: callers bound that before they ask.
 */
export class ByteReader {
  private held: Uint8Array = new Uint8Array(0);

  constructor(private readonly next: NextBytes) {}

  /** Exactly `count` bytes; throws `EndOfBytes` when the stream ends before. */
  async exactly(count: number): Promise<Buffer> {
    if (this.held.length >= count) return this.take(count);
    const bytes = Buffer.allocUnsafe(count);
    let filled = 0;
    while (filled < count) {
      const piece = await this.upTo(count - filled);
      if (piece === undefined) throw new EndOfBytes('the stream ended early');
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  /** What is there without waiting for more than one piece, 1 to `most` bytes, not copied; `undefined` at the end. */
  async upTo(most: number): Promise<Buffer | undefined> {
    while (this.held.length === 0) {
      const piece = await this.next();
      if (piece === undefined) return undefined;
      this.held = piece;
    }
    return this.take(Math.min(most, this.held.length));
  }

  /** Bytes that can be had without waiting. */
  get ready(): number {
    return this.held.length;
  }

  private take(count: number): Buffer {
    const bytes = this.held.subarray(0, count);
    this.held = this.held.subarray(count);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}
