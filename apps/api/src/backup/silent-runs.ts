import { Injectable } from '@nestjs/common';
import { Coverage } from '../coverage/index.js';
import { TenantJobs } from '../database/index.js';
import { interruptSilent } from './run-rows.js';

/** Agents report at least with every check-in; three missed ones mean that nobody drives the run any more. */
const SILENCE_MS = 4 * 60_000;

/** Ends the runs of agents that fell silent, so that no page shows a backup that nobody makes. */
@Injectable()
export class SilentRuns {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly coverage: Coverage,
  ) {}

  /** How many runs were ended as interrupted. */
  run(companyId: string, now: Date): Promise<number> {
    return this.jobs.run(companyId, async (db) => {
      const ended = await interruptSilent(db, companyId, new Date(now.getTime() - SILENCE_MS), now);
      const waited = ended.filter((run) => run.waited).map(({ phoneId }) => ({ phoneId }));
      await this.coverage.factsChanged(db, companyId, ...waited);
      return ended.length;
    });
  }
}
