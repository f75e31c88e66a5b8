import type { CoverageDay } from '@holdfast/contracts';
import { headline, type Standing } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../../database/index.js';
import { publicationsBetween } from '../../policies/index.js';
import { closedCounts, correctionsOf, newestClosed } from './day-rows.js';

/** A page of time: more is asked for in parts. */
const MOST_DAYS = 400;
const DAY_MS = 86_400_000;

export interface DaysQuery {
  readonly from: string;
  readonly to?: string | undefined;
  readonly department?: string | undefined;
}

/** Closed days, as they were closed, and what was found out later beside them. */
@Injectable()
export class ReadDays {
  constructor(private readonly tenant: Tenant) {}

  run(companyId: string, { from, to: asked, department }: DaysQuery) {
    return this.tenant.run(companyId, async (db) => {
      const newest = await newestClosed(db, companyId);
      if (newest === undefined) return { days: [], policies: [] };
      const to = asked !== undefined && asked < newest ? asked : newest;
      const earliest = new Date(Date.parse(to) - (MOST_DAYS - 1) * DAY_MS).toISOString().slice(0, 10);
      const span = { from: from > earliest ? from : earliest, to, department: department ?? null };
      const counts = await closedCounts(db, companyId, span);
      const corrections = await correctionsOf(db, companyId, span);
      const days = new Map<string, Record<'people' | 'age', Record<string, number>>>();
      for (const { day, metric, key, value } of counts) {
        const of = days.get(day) ?? { people: {}, age: {} };
        of[metric as 'people' | 'age'][key] = value;
        days.set(day, of);
      }
      return {
        days: [...days].map(([day, { people, age }]): CoverageDay => ({
          day,
          headline: headline(people as Partial<Record<Standing, number>>),
          phones: age['in-scope'] ?? 0,
          phonesWithinAge: age['within'] ?? 0,
          protectedCorrection: corrections.get(day) ?? 0,
        })),
        policies: await publicationsBetween(db, companyId, span.from, span.to),
      };
    });
  }
}
