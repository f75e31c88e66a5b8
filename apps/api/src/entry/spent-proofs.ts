import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import type { Queries } from './entry-rows.js';

/** Longer than any nonce is taken: after that, the proof is refused for its nonce. */
const KEPT_SECONDS = 600;
const MOST_IN_ONE = 500;

interface Waiting {
  readonly hash: Buffer;
  readonly resolve: (first: boolean) => void;
  readonly reject: (error: unknown) => void;
}

const insertProofs = async (db: Queries, hashes: readonly Buffer[]): Promise<Buffer[]> => {
  const rows: { proof_hash: Buffer }[] = await db.query(
    `INSERT INTO entry.spent_proofs (proof_hash, expires_at)
     SELECT unnest($1::bytea[]), now() + make_interval(secs => $2)
     ON CONFLICT DO NOTHING RETURNING proof_hash`,
    [hashes, KEPT_SECONDS],
  );
  return rows.map((row) => row.proof_hash);
};

/**
 * Which proofs of possession were used (RFC 9449, section 11.1), known to every process. Those that come while one
 * statement is under way share the next: under load, a statement takes dozens.
 */
@Injectable()
export class SpentProofs {
  private waiting: Waiting[] = [];
  private busy = false;

  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** True for exactly one of any number of callers with this hash, in whichever process. */
  spend(hash: Buffer): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ hash, resolve, reject });
      if (this.busy) return;
      this.busy = true;
      // All requests of this turn of the event loop come along.
      setImmediate(() => void this.work());
    });
  }

  async deleteExpired(): Promise<void> {
    await this.source.query('DELETE FROM entry.spent_proofs WHERE expires_at < now()');
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) await this.take(this.waiting.splice(0, MOST_IN_ONE));
    this.busy = false;
  }

  private async take(batch: readonly Waiting[]): Promise<void> {
    const first = new Map<string, Waiting>();
    for (const one of batch) {
      const name = one.hash.toString('hex');
      if (first.has(name)) one.resolve(false);
      else first.set(name, one);
    }
    try {
      // In one order: two processes that insert the same hashes wait for each other, never both ways.
      const hashes = [...first.keys()].sort().map((name) => Buffer.from(name, 'hex'));
      const inserted = new Set((await insertProofs(this.source, hashes)).map((hash) => hash.toString('hex')));
      for (const [name, one] of first) one.resolve(inserted.has(name));
    } catch (error) {
      for (const one of first.values()) one.reject(error);
    }
  }
}
