import type { PhoneStream } from '../../../stream/phone-stream.js';

/** One direction of a wire in memory: what is written is taken before the writer goes on, as a slow wire holds it back. */
class Pipe {
  private readonly pieces: Uint8Array[] = [];
  private closed = false;
  private wake: () => void = () => undefined;
  private taken: () => void = () => undefined;

  async next(): Promise<Uint8Array | undefined> {
    while (this.pieces.length === 0 && !this.closed)
      await new Promise<void>((resolve) => (this.wake = resolve));
    const piece = this.pieces.shift();
    this.taken();
    return piece;
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (this.closed) throw new Error('closed');
    this.pieces.push(Uint8Array.from(bytes));
    this.wake();
    if (this.pieces.length > 64) await new Promise<void>((resolve) => (this.taken = resolve));
  }

  close(): void {
    this.closed = true;
    this.wake();
    this.taken();
  }
}

/** Two ends of one wire. */
export function wire(): { readonly near: PhoneStream; readonly far: PhoneStream } {
  const [there, back] = [new Pipe(), new Pipe()];
  const close = (): void => {
    there.close();
    back.close();
  };
  const end = (reads: Pipe, writes: Pipe): PhoneStream => ({
    next: () => reads.next(),
    write: (bytes) => writes.write(bytes),
    close,
  });
  return { near: end(back, there), far: end(there, back) };
}
