import { createHash, type Hash } from 'node:crypto';

const NEWEST_SECONDS = 0xffff_ffff;

/** What records were made of, gathered so that any difference shows. */
export class Fingerprint {
  private readonly hash: Hash = createHash('sha256');

  add(...what: readonly unknown[]): void {
    this.hash.update(`${JSON.stringify(what)}\n`);
  }

  addBytes(bytes: Uint8Array): void {
    this.hash.update(bytes);
  }

  hex(): string {
    return this.hash.digest('hex');
  }
}

export function fingerprintOf(...what: readonly unknown[]): string {
  const print = new Fingerprint();
  print.add(...what);
  return print.hex();
}

/**
 * The time of a file that is made while it is read, nanoseconds since 1970 UTC: whole seconds are the newest time known
 * (within 1970 to 2106), the fraction is the first 32 bits of the fingerprint modulo 10^9. So the time changes when what it
 * is made of does, and only then: by it alone an unchanged file is known.
 */
export function fingerprintedTime(seconds: number, fingerprint: string): bigint {
  const whole = Number.isFinite(seconds) ? Math.trunc(Math.min(Math.max(seconds, 0), NEWEST_SECONDS)) : 0;
  const fraction = Number.parseInt(fingerprint.slice(0, 8), 16) % 1_000_000_000;
  return BigInt(whole) * 1_000_000_000n + BigInt(fraction);
}
