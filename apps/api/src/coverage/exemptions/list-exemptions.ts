import type { ExemptionRow } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { dateOf, decodeCursor, pageFrom } from '../../http/index.js';
import { exemptions } from './exemption-rows.js';

const Position = z.object({ until: z.iso.date(), id: z.uuid() });

export interface ExemptionsQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly state?: readonly ExemptionRow['state'][] | undefined;
  readonly employee?: string | undefined;
}

/** Exemptions, the next to end first. */
@Injectable()
export class ListExemptions {
  constructor(private readonly tenant: Tenant) {}

  run(companyId: string, { cursor, limit, ...query }: ExemptionsQuery) {
    const after = decodeCursor(cursor, Position);
    const today = dateOf(new Date());
    return this.tenant.run(companyId, async (db) => {
      const question = { ...query, today, after, limit: limit + 1 };
      const { rows, total } = await exemptions(db, companyId, question);
      return pageFrom(
        rows,
        limit,
        total,
        ({ until, id }) => ({ until, id }),
        (row) => row,
      );
    });
  }
}
