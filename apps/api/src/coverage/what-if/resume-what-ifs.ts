import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { RunWhatIf } from './run-what-if.js';
import { forgetOld, takeForsaken } from './what-if-rows.js';

const SILENCE_MS = 60_000;
const KEPT_MS = 86_400_000;

/** Takes up what a process left behind that is gone, and forgets yesterday's. */
@Injectable()
export class ResumeWhatIfs {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly runner: RunWhatIf,
  ) {}

  async run(companyId: string, now: Date): Promise<void> {
    const ago = (ms: number) => new Date(now.getTime() - ms);
    const forsaken = await this.jobs.run(companyId, async (db) => {
      await forgetOld(db, companyId, ago(KEPT_MS));
      return takeForsaken(db, companyId, ago(SILENCE_MS), now);
    });
    for (const id of forsaken) this.runner.begin(companyId, id);
  }
}
