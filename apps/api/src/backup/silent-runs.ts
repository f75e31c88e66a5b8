import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../database/index.js';
import { interruptSilent } from './run-rows.js';

/** Agents report at least with every check-in; three missed ones mean that nobody drives the run any more. */
const SILENCE_MS = 4 * 60_000;

/** Ends the runs of agents that fell silent, so that no page shows a backup that nobody makes. */
@Injectable()
export class SilentRuns {
  constructor(private readonly jobs: TenantJobs) {}

  /** How many runs were ended as interrupted. */
  run(companyId: string, now: Date): Promise<number> {
    return this.jobs.run(companyId, (db) =>
      interruptSilent(db, companyId, new Date(now.getTime() - SILENCE_MS), now),
    );
  }
}
