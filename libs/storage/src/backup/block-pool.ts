const BLOCK_BYTES = 256 * 1024;

/** Blocks that are used again: new ones for each file are memory that a collector frees late. */
export class BlockPool {
  inUse = 0;
  private readonly free: Buffer[] = [];

  take(): Buffer {
    this.inUse += 1;
    return this.free.pop() ?? Buffer.allocUnsafeSlow(BLOCK_BYTES);
  }

  giveBack(block: Buffer): void {
    this.inUse -= 1;
    this.free.push(block);
  }
}
