import { createCipheriv, createHash } from 'node:crypto';
import { seeded } from '../interleaved-location.js';

/** All that a history draws. */
export class Dice {
  private readonly draw: (n: number) => number;
  private streams = 0;

  constructor(private readonly seed: number) {
    this.draw = seeded(seed);
  }

  /** A whole number in [0, n). */
  below(n: number): number {
    return this.draw(n);
  }

  between(least: number, most: number): number {
    return least + this.draw(most - least + 1);
  }

  /** One time in n. */
  oneIn(n: number): boolean {
    return this.draw(n) === 0;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.draw(from.length)]!;
  }

  /** Each with the same chance, one in n, in their order. */
  some<T>(from: readonly T[], n: number): T[] {
    return from.filter(() => this.oneIn(n));
  }

  /** Bytes that do not compress, the same ones from the same seed. */
  bytes(length: number): Buffer {
    const key = createHash('sha256')
      .update(`${this.seed}/${(this.streams += 1)}`)
      .digest();
    return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
  }
}
