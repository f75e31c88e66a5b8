import type { InventorySource } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../../database/index.js';
import { dateOf } from '../../http/index.js';
import { sourceRows } from './source-rows.js';

/** Sources with how old they are and what they tell of. */
@Injectable()
export class ListSources {
  constructor(private readonly tenant: Tenant) {}

  run(companyId: string): Promise<{ items: InventorySource[] }> {
    return this.tenant.run(companyId, async (db) => {
      const rows = await sourceRows(db, companyId);
      return { items: rows.map(({ importedAt, ...row }) => ({ ...row, importedOn: dateOf(importedAt) })) };
    });
  }
}
