/** One direction of a connection in memory, with room for so many bytes: who sends more waits. */
export class ByteChannel {
  private readonly pieces: Buffer[] = [];
  private held = 0;
  private isOver = false;
  private wake: (() => void)[] = [];

  constructor(private readonly room = 1024 * 1024) {}

  /** Copies what it is given. False: nobody is there any more. */
  async push(bytes: Uint8Array): Promise<boolean> {
    if (this.isOver) return false;
    if (bytes.length > 0) this.pieces.push(Buffer.from(bytes));
    this.held += bytes.length;
    this.stir();
    while (this.held > this.room && !this.over) await this.stirred();
    return !this.over;
  }

  /** `undefined` at its end. */
  async next(): Promise<Buffer | undefined> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) {
        this.held -= piece.length;
        this.stir();
        return piece;
      }
      if (this.isOver) return undefined;
      await this.stirred();
    }
  }

  end(): void {
    this.isOver = true;
    this.stir();
  }

  private get over(): boolean {
    return this.isOver;
  }

  private stirred(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  private stir(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const one of waiting) one();
  }
}
