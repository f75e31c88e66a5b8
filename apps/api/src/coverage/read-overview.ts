import type { Overview } from '@holdfast/contracts';
import { headline } from '@holdfast/policy';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/index.js';
import { dateOf } from '../http/index.js';
import { countByCode, openGaps, showGap } from './gap-rows.js';
import { countByStanding, evaluatedUpTo, firstSteps, recentRuns, storageFigures } from './overview-rows.js';

/** The overview: counts of what is kept evaluated; nothing is computed by reading it. */
@Injectable()
export class ReadOverview {
  constructor(private readonly tenant: Tenant) {}

  run(companyId: string): Promise<z.infer<typeof Overview>> {
    return this.tenant.run(companyId, async (db) => {
      const oldest = await openGaps(db, companyId, {}, { after: undefined, limit: 5 });
      const runs = await recentRuns(db, companyId);
      return {
        headline: headline(await countByStanding(db, companyId)),
        factsAsOf: dateOf(await evaluatedUpTo(db, companyId, new Date())),
        gapsByCause: await countByCode(db, companyId),
        oldestGaps: oldest.rows.map(showGap),
        storage: await storageFigures(db, companyId),
        firstSteps: await firstSteps(db, companyId),
        recentRuns: runs.map(({ startedAt, ...run }) => ({ ...run, on: dateOf(startedAt) })),
      };
    });
  }
}
