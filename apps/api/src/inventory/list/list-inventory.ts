import type { InventoryPhone } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../../database/index.js';
import { decodeCursor, pageFrom } from '../../http/index.js';
import { countPhones, type InventoryFilter, phonePage } from './phone-rows.js';

const At = z.tuple([z.string().max(200), z.uuid()]);

/** Phones of the company as its sources tell of them, a page at a time. */
@Injectable()
export class ListInventory {
  constructor(private readonly tenant: Tenant) {}

  run(
    companyId: string,
    query: InventoryFilter & { cursor?: string | undefined; limit: number },
  ): Promise<{ items: InventoryPhone[]; nextCursor: string | null; total: number }> {
    const after = decodeCursor(query.cursor, At);
    return this.tenant.run(companyId, async (db) => {
      const rows = await phonePage(db, companyId, query, { after, limit: query.limit });
      const total = await countPhones(db, companyId, query);
      return pageFrom(
        rows,
        query.limit,
        total,
        (row) => [row.sortName, row.id],
        ({ sortName: _sortName, ...row }) => row,
      );
    });
  }
}
