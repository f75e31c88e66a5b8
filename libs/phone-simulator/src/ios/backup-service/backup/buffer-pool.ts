/** Content of one frame. */
export const PIECE = 256 * 1024;

/** Buffers that are used again: half a gigabyte of photos needs a few, not two thousand. */
export class BufferPool {
  private readonly free: Buffer[] = [];

  take(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(PIECE);
  }

  give(buffer: Buffer): void {
    this.free.push(buffer);
  }
}
