import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../database/index.js';
import { Coverage } from './coverage.js';
import { dueEmployees } from './state-rows.js';

/** Phones taken in one transaction: short enough that a check-in never waits long for one of them. */
const BATCH = 100;

/** Evaluates the phones whose state time alone has changed. Any number of processes may run it at once. */
@Injectable()
export class Transitions {
  constructor(
    private readonly jobs: TenantJobs,
    private readonly coverage: Coverage,
  ) {}

  /** One company until nothing is due; answers how many employees were evaluated. */
  async run(companyId: string, now: Date): Promise<number> {
    let evaluated = 0;
    for (;;) {
      const batch = await this.jobs.run(companyId, async (db) => {
        const employees = await dueEmployees(db, companyId, now, BATCH);
        for (const employeeId of employees) await this.coverage.evaluate(db, companyId, employeeId, now);
        return employees.length;
      });
      if (batch === 0) return evaluated;
      evaluated += batch;
    }
  }
}
