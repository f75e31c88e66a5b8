import { Readable } from 'node:stream';
import type { GapFilter, GapOrder } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { dateOf, safeCell } from '../../http/index.js';
import type { GapRow } from './gap-rows.js';
import { ReadGaps } from './read-gaps.js';
import { describeRow } from './show-gap.js';

const COLUMNS: readonly (readonly [name: string, cell: (row: GapRow) => string])[] = [
  ['employee', (row) => row.employee.name],
  ['department', (row) => row.employee.department ?? ''],
  ['phone', (row) => row.phone?.label ?? ''],
  ['gap', (row) => row.code],
  ['severity', (row) => row.severity],
  ['since', (row) => dateOf(row.since)],
  ['what', (row) => describeRow(row).sentence],
  ['next step', (row) => describeRow(row).nextStep],
  ['whose step', (row) => row.whose],
  ['owner', (row) => row.owner?.name ?? ''],
  ['exempt until', (row) => row.exemptUntil ?? ''],
];

/** Exactly the gaps that the list shows, as CSV (RFC 4180, UTF-8), streamed. */
@Injectable()
export class GapsCsv {
  constructor(private readonly gaps: ReadGaps) {}

  stream(companyId: string, query: GapFilter & GapOrder): Readable {
    const columns = COLUMNS.map(([name]) => name);
    const csv = stringify({ header: true, columns, record_delimiter: 'windows' });
    const cells = Readable.from(this.cells(companyId, query));
    cells.once('error', (error) => csv.destroy(error));
    csv.once('close', () => cells.destroy());
    return cells.pipe(csv);
  }

  private async *cells(companyId: string, query: GapFilter & GapOrder): AsyncGenerator<string[]> {
    for await (const row of this.gaps.all(companyId, query)) {
      yield COLUMNS.map(([, cell]) => safeCell(cell(row)));
    }
  }
}
