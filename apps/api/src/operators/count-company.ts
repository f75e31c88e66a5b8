import { headline } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { Configuration } from '../configuration/index.js';
import { countByStanding, firstSteps } from '../coverage/index.js';
import { TenantJobs } from '../database/index.js';
import { dateOf } from '../http/index.js';
import { companyFacts, keepCounts } from './company-count-rows.js';

const EVERY_MS = 60_000;

/**
 * Counts a company for the operators: inside that company's own transaction, so that only numbers, its name and its
 * checklist come out of it. Where there are no operators nobody is counted.
 */
@Injectable()
export class CountCompany {
  private readonly counted = new Map<string, number>();

  constructor(
    private readonly jobs: TenantJobs,
    private readonly configuration: Configuration,
  ) {}

  /** A job of the ticker: at most once a minute. */
  async run(companyId: string, now: Date): Promise<void> {
    if (!this.configuration.values.operators) return;
    const last = this.counted.get(companyId);
    if (last !== undefined && now.getTime() - last < EVERY_MS) return;
    await this.count(companyId, now);
    this.counted.set(companyId, now.getTime());
  }

  async count(companyId: string, now: Date): Promise<void> {
    await this.jobs.run(companyId, async (db) => {
      const facts = await companyFacts(db, companyId);
      if (!facts) return;
      const people = headline(await countByStanding(db, companyId));
      const steps = await firstSteps(db, companyId);
      await keepCounts(db, {
        id: companyId,
        ...facts,
        protected: people.protected,
        atRisk: people.segments.atRisk + people.segments.neverBackedUp,
        stepsDone: steps.filter(({ done }) => done).map(({ code }) => code),
        countedOn: dateOf(now),
      });
    });
  }
}
