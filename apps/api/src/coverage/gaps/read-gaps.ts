import { type GapFilter, type GapOrder, MOST_COUNTED } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { decodeCursor, pageFrom } from '../../http/index.js';
import { countedGaps, type GapRow, openGaps } from './gap-rows.js';
import { showGap } from './show-gap.js';

export type GapQuery = GapFilter &
  GapOrder & { readonly cursor?: string | undefined; readonly limit: number };

/** So many gaps are read in one transaction while all of them are. */
const PART = 1000;

/** Open gaps: a page of them, or all. */
@Injectable()
export class ReadGaps {
  constructor(private readonly tenant: Tenant) {}

  page(companyId: string, { cursor, limit, sort, order, ...filter }: GapQuery) {
    const after = decodeCursor(cursor, z.uuid());
    const now = new Date();
    return this.tenant.run(companyId, async (db) => {
      const question = { filter, order: { sort, order }, after, limit: limit + 1 };
      const { rows, total } = await countedGaps(db, companyId, question, now);
      const counted = Math.min(total, MOST_COUNTED);
      return {
        ...pageFrom(rows, limit, counted, (row) => row.id, showGap),
        more: total > MOST_COUNTED,
      };
    });
  }

  /** All that match, in parts, each in a transaction of its own: memory and locks do not grow with the company. */
  async *all(companyId: string, { sort, order, ...filter }: GapFilter & GapOrder): AsyncGenerator<GapRow> {
    const now = new Date();
    for (let after: string | undefined; ;) {
      const question = { filter, order: { sort, order }, after, limit: PART };
      const rows = await this.tenant.run(companyId, (db) => openGaps(db, companyId, question, now));
      yield* rows;
      after = rows.at(-1)?.id;
      if (rows.length < PART) return;
    }
  }
}
