import type { Overview } from '@holdfast/contracts';
import { headline, type Standing } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { openGaps } from '../gaps/gap-rows.js';
import { showGap } from '../gaps/show-gap.js';
import { incidents } from '../incidents/incident-rows.js';
import { showIncident } from '../incidents/show-incident.js';
import { countsOf } from '../rollups/delta-rows.js';
import { evaluatedUpTo } from './evaluated-up-to.js';
import { overviewCounts } from './overview-counts.js';
import { countLocations, firstSteps, recentRuns } from './overview-rows.js';

const OLDEST = { filter: {}, order: { sort: 'age', order: 'asc' }, after: undefined, limit: 5 } as const;

const WORST = { open: 'yes', after: undefined, limit: 5 } as const;

/** The overview: counts of what is kept evaluated; nothing is computed by reading it. */
@Injectable()
export class ReadOverview {
  constructor(private readonly tenant: Tenant) {}

  run(companyId: string): Promise<z.infer<typeof Overview>> {
    const now = new Date();
    return this.tenant.run(companyId, async (db) => {
      const counts = overviewCounts(await countsOf(db, companyId, dateOf(now)));
      const oldest = await openGaps(db, companyId, OLDEST, now);
      const runs = await recentRuns(db, companyId);
      const { snapshots, storedBytes } = counts;
      return {
        headline: headline(counts.byStanding),
        protectedSinceYesterday: counts.protectedSinceYesterday,
        factsAsOf: dateOf(await evaluatedUpTo(db, companyId, now)),
        gapsByCause: counts.gapsByCause,
        incidents: (await incidents(db, companyId, WORST)).rows.map(showIncident),
        oldestGaps: oldest.map(showGap),
        storage: { locations: await countLocations(db, companyId), storedBytes, snapshots },
        firstSteps: await firstSteps(db, companyId),
        recentRuns: runs.map(({ startedAt, ...run }) => ({ ...run, on: dateOf(startedAt) })),
      };
    });
  }
}

/** How many people stand where, now. */
export async function countByStanding(
  db: EntityManager,
  companyId: string,
): Promise<Partial<Record<Standing, number>>> {
  return overviewCounts(await countsOf(db, companyId, dateOf(new Date()))).byStanding;
}
