import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { EvaluatePeople } from './evaluate-people.js';
import { lockDue } from './people-locks.js';
import { advanceRound } from './rounds.js';

/** People taken in one transaction: enough that statements cost little each, few enough that nobody waits long. */
const BATCH = 250;
/** Of a round, made due at once. */
const STEP = 5_000;

/** Evaluates the people whose answer time alone has changed. Any number of processes may run it at once. */
@Injectable()
export class Transitions {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly evaluate: EvaluatePeople,
  ) {}

  /** One company until nothing is due; answers how many people were evaluated. */
  async run(companyId: string, now: Date): Promise<number> {
    let evaluated = 0;
    for (;;) {
      const batch = await this.jobs.run(companyId, async (db) => {
        const employees = await lockDue(db, companyId, now, BATCH);
        await this.evaluate.run(db, companyId, employees, now);
        return employees.length;
      });
      evaluated += batch;
      if (batch > 0) continue;
      if (!(await this.jobs.run(companyId, (db) => advanceRound(db, companyId, now, STEP)))) return evaluated;
    }
  }
}
