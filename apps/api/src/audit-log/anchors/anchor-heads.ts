import { Injectable, Logger } from '@nestjs/common';
import { headRow } from '../../audit/index.js';
import { TenantJobs } from '../../database/index.js';
import { Locations, type StoredLocation } from '../../storage/index.js';
import { AnchorKey } from './anchor-key.js';
import * as rows from './anchor-rows.js';
import { anchorFile } from './anchor-file.js';

const HOUR_MS = 3_600_000;
/** As long as auditors usually come back for; docs/audit.md. */
const LOCKED_MS = 365 * 24 * HOUR_MS;

interface Work {
  readonly anchor: rows.AnchorRow;
  readonly locations: readonly StoredLocation[];
}

/**
 * Signs where a company's chain stands and writes it to all of the company's locations, once an hour while the chain grows.
 * A location that cannot be reached is tried again an hour later, with the newest anchor then; it stops no other.
 */
@Injectable()
export class AnchorHeads {
  private readonly logger = new Logger('audit');

  constructor(
    private readonly jobs: TenantJobs,
    private readonly locations: Locations,
    private readonly key: AnchorKey,
  ) {}

  /** How many files were written. */
  async run(companyId: string, now: Date): Promise<number> {
    const work = await this.jobs.run(companyId, async (db): Promise<Work | undefined> => {
      const hourAgo = new Date(now.getTime() - HOUR_MS);
      if (!(await rows.anchoringDue(db, companyId, hourAgo))) return undefined;
      const [head, last] = [await headRow(db, companyId), await rows.newestAnchor(db, companyId)];
      if (head && head.seq > (last?.seq ?? 0) && (!last || last.anchoredAt <= hourAgo)) {
        await rows.insertAnchor(db, companyId, this.anchorOf(companyId, head, now));
      }
      const anchor = await rows.newestAnchor(db, companyId);
      if (!anchor) return undefined;
      const all = await this.locations.all(db, companyId);
      const ids = all.map(({ id }) => id);
      const copy = { seq: anchor.seq, locationIds: ids, now, triedBefore: hourAgo };
      const mine = new Set(await rows.claimCopies(db, companyId, copy));
      return { anchor, locations: all.filter(({ id }) => mine.has(id)) };
    });
    if (!work) return 0;
    // At once: the slowest location holds up the others' jobs only as long as itself.
    const written = await Promise.all(
      work.locations.map((one) => this.write(companyId, work.anchor, one, now)),
    );
    return written.filter(Boolean).length;
  }

  private anchorOf(companyId: string, head: { seq: number; hash: Buffer }, now: Date): rows.AnchorRow {
    const { seq, hash } = head;
    const anchor = this.key.sign({
      at: now.toISOString(),
      company: companyId,
      hash: hash.toString('hex'),
      kind: 'holdfast-audit-anchor',
      seq,
      version: 1,
    });
    return { seq, hash, anchoredAt: now, anchor };
  }

  private async write(
    companyId: string,
    { seq, anchor, anchoredAt }: rows.AnchorRow,
    location: StoredLocation,
    now: Date,
  ): Promise<boolean> {
    const bytes = Buffer.from(`${anchor}\n`, 'utf8');
    const until = new Date(anchoredAt.getTime() + LOCKED_MS);
    try {
      const { locked } = await this.locations.keepNote(location, anchorFile(companyId, seq), bytes, until);
      const copy = { seq, locationId: location.id, at: now, locked };
      await this.jobs.run(companyId, (db) => rows.markWritten(db, companyId, copy));
      return true;
    } catch (error) {
      this.logger.warn(
        { err: error, companyId, locationId: location.id, seq },
        'An anchor of the audit log was not written to a location; tried again in an hour',
      );
      return false;
    }
  }
}
