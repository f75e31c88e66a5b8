import type { WorkstationRow } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import { decodeCursor, pageFrom } from '../http/cursor.js';
import { countWorkstations, workstationPage, type WorkstationPageRow } from './workstation-rows.js';

const Position = z.tuple([z.string().max(200), z.uuid()]);

const toRow = (row: WorkstationPageRow): z.infer<typeof WorkstationRow> => {
  const { sortLabel: _sortLabel, employeeId, employeeName, ...shown } = row;
  return { ...shown, employee: { id: employeeId, name: employeeName } };
};

/** Workstations with their agents, a page at a time, by label. */
@Injectable()
export class ListWorkstations {
  constructor(private readonly tenant: Tenant) {}

  run(
    companyId: string,
    query: { cursor?: string | undefined; limit: number; q?: string | undefined },
  ): Promise<{ items: z.infer<typeof WorkstationRow>[]; nextCursor: string | null; total: number }> {
    const after = decodeCursor(query.cursor, Position);
    return this.tenant.run(companyId, async (db) => {
      const rows = await workstationPage(db, companyId, { q: query.q, after, limit: query.limit });
      const total = await countWorkstations(db, companyId, query.q);
      return pageFrom(rows, query.limit, total, (row) => [row.sortLabel, row.id], toRow);
    });
  }
}
