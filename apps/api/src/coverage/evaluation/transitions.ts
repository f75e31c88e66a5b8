import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { EvaluatePeople } from './evaluate-people.js';
import { lockDue } from './people-locks.js';
import { advanceRound } from './rounds.js';

/** People taken in one transaction: enough that statements cost little each, few enough that nobody waits long. */
const BATCH = 250;
/** Of a round, made due at once. */
const STEP = 5_000;
/** Batches under way at once: while the database works on one, this process reads and decides another. */
const LANES = 2;

/** Evaluates the people whose answer time alone has changed. Any number of processes may run it at once. */
@Injectable()
export class Transitions {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly evaluate: EvaluatePeople,
  ) {}

  /** One company until nothing is due; answers how many people were evaluated. */
  async run(companyId: string, now: Date): Promise<number> {
    for (let evaluated = 0; ;) {
      const lanes = await Promise.allSettled(Array.from({ length: LANES }, () => this.lane(companyId, now)));
      for (const lane of lanes) {
        // Only once all of them have ended: what is thrown here must not leave one at work that nobody waits for.
        if (lane.status === 'rejected') throw lane.reason;
        evaluated += lane.value;
      }
      if (!(await this.jobs.run(companyId, (db) => advanceRound(db, companyId, now, STEP)))) return evaluated;
    }
  }

  /** Batch after batch of people that no other lane works on. */
  private async lane(companyId: string, now: Date): Promise<number> {
    for (let evaluated = 0; ;) {
      const batch = await this.jobs.run(companyId, async (db) => {
        const employees = await lockDue(db, companyId, now, BATCH);
        await this.evaluate.run(db, companyId, employees, now);
        return employees.length;
      });
      if (batch === 0) return evaluated;
      evaluated += batch;
    }
  }
}
