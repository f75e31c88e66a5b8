import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../database/index.js';
import { decodeCursor, pageFrom } from '../http/index.js';
import { type GapFilter, openGaps, showGap } from './gap-rows.js';

/** Open gaps, oldest first. */
@Injectable()
export class ReadGaps {
  constructor(private readonly tenant: Tenant) {}

  run(
    companyId: string,
    query: GapFilter & { readonly cursor?: string | undefined; readonly limit: number },
  ) {
    const after = decodeCursor(query.cursor, z.uuid());
    return this.tenant.run(companyId, async (db) => {
      const { rows, total } = await openGaps(db, companyId, query, { after, limit: query.limit + 1 });
      return pageFrom(rows, query.limit, total, (row) => row.id, showGap);
    });
  }
}
