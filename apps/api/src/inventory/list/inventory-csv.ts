import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { Tenant } from '../../database/index.js';
import { safeCell } from '../../http/index.js';
import { type InventoryFilter, phonePage, type PhoneRow, type Position } from './phone-rows.js';

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

/** The inventory as CSV, streamed in pages, each read in a transaction of its own: its memory does not grow with the company. */
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
    let after: Position | undefined;
    for (;;) {
      const page = { after, limit: PAGE };
      const rows = await this.tenant.run(companyId, (db) => phonePage(db, companyId, filter, page));
      const shown = rows.slice(0, PAGE);
      for (const row of shown) yield COLUMNS.map(([, cell]) => safeCell(cell(row) ?? ''));
      const last = shown.at(-1);
      if (rows.length <= PAGE || !last) return;
      after = [last.sortName, last.id];
    }
  }
}
