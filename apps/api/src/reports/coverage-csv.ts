import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { type CoverageRow, coverageRows } from '../coverage/index.js';
import { Tenant } from '../database/index.js';
import { dateOf } from '../http/index.js';
import { safeCell } from './safe-cell.js';

const COLUMNS = [
  'employee',
  'email',
  'department',
  'phone',
  'platform',
  'state',
  'gaps',
  'oldest gap since',
  'newest backup',
  'snapshots',
  'copies',
];
const PAGE = 1000;

/**
 * The coverage report as CSV (RFC 4180, UTF-8): one row for each phone and for each employee without one. Streamed in
 * pages, each read in a transaction of its own, so its memory does not grow with the company.
 */
@Injectable()
export class CoverageCsv {
  constructor(private readonly tenant: Tenant) {}

  stream(companyId: string): Readable {
    const csv = stringify({ header: true, columns: COLUMNS, record_delimiter: 'windows' });
    const cells = Readable.from(this.cells(companyId));
    cells.once('error', (error) => csv.destroy(error));
    csv.once('close', () => cells.destroy());
    return cells.pipe(csv);
  }

  private async *cells(companyId: string): AsyncGenerator<string[]> {
    let after: string | undefined;
    for (;;) {
      const rows = await this.tenant.run(companyId, (db) => coverageRows(db, companyId, after, PAGE));
      for (const row of rows) yield cellsOf(row);
      after = rows.at(-1)?.key;
      if (rows.length < PAGE) return;
    }
  }
}

const cellOf = (moment: Date | null): string => (moment === null ? '' : dateOf(moment));

const cellsOf = (row: CoverageRow): string[] =>
  [
    row.employee,
    row.email,
    row.department ?? '',
    row.phone ?? '',
    row.platform ?? '',
    row.state,
    row.gaps.join('; '),
    cellOf(row.oldestGapSince),
    cellOf(row.newestSnapshotAt),
    String(row.snapshots),
    String(row.copies),
  ].map(safeCell);
