import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Gathered } from '../database/gathered.js';
import { askOne, type Prepared } from '../database/prepared.js';
import { API_DATA_SOURCE } from '../database/tenant.js';

/** Longer than any nonce is taken: after that, the proof is refused for its nonce. */
const KEPT_SECONDS = 600;

const SPEND: Prepared = {
  name: 'spend-proofs',
  text: `INSERT INTO entry.spent_proofs (proof_hash, expires_at)
    SELECT unnest($1::bytea[]), now() + make_interval(secs => $2) ON CONFLICT DO NOTHING RETURNING proof_hash`,
};

/**
 * Which proofs of possession were used (RFC 9449, section 11.1), known to every process. One statement takes all that
 * come at the same moment.
 */
@Injectable()
export class SpentProofs {
  private readonly spending = new Gathered<Buffer, boolean>((hashes) => this.insert(hashes));

  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** True for exactly one of any number of callers with this hash, in whichever process. */
  spend(hash: Buffer): Promise<boolean> {
    return this.spending.run(hash);
  }

  async deleteExpired(): Promise<void> {
    await this.source.query('DELETE FROM entry.spent_proofs WHERE expires_at < now()');
  }

  private async insert(hashes: readonly Buffer[]): Promise<boolean[]> {
    const names = hashes.map((hash) => hash.toString('hex'));
    // In one order: two processes that insert the same hashes wait for each other, never both ways.
    const once = [...new Set(names)].sort().map((name) => Buffer.from(name, 'hex'));
    const rows = await askOne<{ proof_hash: Buffer }>(this.source, SPEND, [once, KEPT_SECONDS]);
    const first = new Set(rows.map((row) => row.proof_hash.toString('hex')));
    // Of one hash twice in here, the first is the first.
    return names.map((name) => first.delete(name));
  }
}
