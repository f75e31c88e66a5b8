import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Tenant } from '../../database/index.js';
import { safeCell } from '../../http/index.js';
import { type InventoryFilter, phonesAfter, type PhoneRow } from './phone-rows.js';

const COLUMNS: readonly (readonly [name: string, cell: (row: PhoneRow) => string | null])[] = [
  ['employee', ({ employee }) => employee.name],
  ['department', ({ employee }) => employee.department],
  ['source', ({ source }) => source],
  ['platform', ({ platform }) => platform],
  ['model', ({ model }) => model],
  ['os version', ({ osVersion }) => osVersion],
  ['ownership', ({ ownership }) => ownership],
  ['state', ({ state }) => state],
  ['since', ({ since }) => since],
  ['enrolled phone', ({ phone }) => phone?.label ?? null],
  ['reason', ({ reason }) => reason],
];
const PAGE = 1000;

/**
 * The inventory as CSV, streamed in pages, each read in a transaction of its own: its memory does not grow with the company. In
 * the order of ids, which an index has; a spreadsheet sorts it as its reader likes.
 */
@Injectable()
export class InventoryCsv {
  constructor(private readonly tenant: Tenant) {}

  stream(companyId: string, filter: InventoryFilter): Readable {
    const columns = COLUMNS.map(([name]) => name);
    const csv = stringify({ header: true, columns, record_delimiter: 'windows' });
    const cells = Readable.from(this.cells(companyId, filter));
    cells.once('error', (error) => csv.destroy(error));
    csv.once('close', () => cells.destroy());
    return cells.pipe(csv);
  }

  private async *cells(companyId: string, filter: InventoryFilter): AsyncGenerator<string[]> {
    let after: string | undefined;
    for (;;) {
      const page = { after, limit: PAGE };
      const rows = await this.tenant.run(companyId, (db) => phonesAfter(db, companyId, filter, page));
      for (const row of rows) yield COLUMNS.map(([, cell]) => safeCell(cell(row) ?? ''));
      after = rows.at(-1)?.id;
      if (rows.length < PAGE) return;
    }
  }
}
