import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../database/index.js';
import { deleteOldNotes } from './noted-rows.js';

const EVERY_MS = 3_600_000;

/** Removes what no longer keeps a look from being noted again: the table stays as small as an hour's looks. */
@Injectable()
export class ForgetOldNotes {
  private readonly ran = new Map<string, number>();

  constructor(private readonly jobs: TenantJobs) {}

  async run(companyId: string, now: Date): Promise<void> {
    if (now.getTime() - (this.ran.get(companyId) ?? -Infinity) < EVERY_MS) return;
    await this.jobs.run(companyId, (db) => deleteOldNotes(db, companyId));
    this.ran.set(companyId, now.getTime());
  }
}
