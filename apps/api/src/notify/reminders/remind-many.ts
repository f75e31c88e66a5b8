import type { RemindedPeople, RemindPeople } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { askForReminders, peopleWithGaps } from './many-rows.js';

const MOST_PEOPLE = 10_000;

/**
 * Has many people reminded: they become due, and the job reminds each outside of their quiet hours, once a day at most. With
 * more than 10,000 behind a filter, the first 10,000: asked again tomorrow, the next.
 */
@Injectable()
export class RemindMany {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, { ids, filter }: z.output<typeof RemindPeople>): Promise<RemindedPeople> {
    const { companyId } = caller;
    const now = new Date();
    return this.tenant.run(companyId, async (db) => {
      const people = filter ? await peopleWithGaps(db, companyId, filter, now, MOST_PEOPLE) : (ids ?? []);
      const counts = await askForReminders(db, companyId, people, now);
      await this.audit.append(db, companyId, {
        action: 'reminders.asked',
        by: doerOf(caller),
        details: { queued: counts.queued, of: new Set(people).size },
      });
      return counts;
    });
  }
}
