import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { foldDeltas } from './delta-rows.js';

/** Changes folded in one transaction. */
const BATCH = 5_000;

/** Folds the changes of counts, so that reading them stays cheap. Any number of processes may run it at once. */
@Injectable()
export class FoldCounts {
  constructor(private readonly jobs: TenantJobs) {}

  /** How many changes were folded. */
  async run(companyId: string): Promise<number> {
    for (let all = 0; ;) {
      const folded = await this.jobs.run(companyId, (db) => foldDeltas(db, companyId, BATCH));
      all += folded;
      if (folded < BATCH) return all;
    }
  }
}
