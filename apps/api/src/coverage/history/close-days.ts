import { Injectable } from '@nestjs/common';
import { TenantJobs } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { evaluatedUpTo } from '../overview/evaluated-up-to.js';
import { closeDay, nextToClose } from './day-rows.js';
import { closeMonth } from './month-rows.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A transaction that began before midnight has ended by then. */
const WAITS_MS = 5 * MINUTE_MS;

/**
 * Closes each day (UTC) once everything that was to change in it by time alone is computed, and with the last day of a month
 * its row for each phone and for each person without one. What is closed is never changed. One process at a time.
 */
@Injectable()
export class CloseDays {
  constructor(private readonly jobs: TenantJobs) {}

  /** How many days were closed. */
  async run(companyId: string, now: Date): Promise<number> {
    for (let closed = 0; ; closed++) {
      const done = await this.jobs.run(companyId, async (db) => {
        const day = await nextToClose(db, companyId, now);
        if (day === undefined) return false;
        const ends = new Date(Date.parse(day) + DAY_MS);
        if (now.getTime() < ends.getTime() + WAITS_MS) return false;
        if ((await evaluatedUpTo(db, companyId, now)) < ends) return false;
        await closeDay(db, companyId, day, now);
        const nextDay = dateOf(ends);
        if (nextDay.endsWith('-01')) await closeMonth(db, companyId, day, dateOf(now) > nextDay);
        return true;
      });
      if (!done) return closed;
    }
  }
}
