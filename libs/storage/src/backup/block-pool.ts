const BLOCK_BYTES = 256 * 1024;

/** Blocks that are used again: new ones for each file are memory that a collector frees late. */
export class BlockPool {
  private readonly free: Buffer[] = [];

  take(): Buffer {
    return this.free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
  }

  giveBack(block: Buffer): void {
    this.free.push(block);
  }
}
