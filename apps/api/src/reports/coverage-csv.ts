import { Readable } from 'node:stream';
import { may, type Permission } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { type CoverageRow, coverageRows } from '../coverage/index.js';
import { Tenant } from '../database/index.js';
import { dateOf, safeCell, type SessionCaller } from '../http/index.js';

interface ReportColumn {
  readonly name: string;
  readonly cell: (row: CoverageRow) => string;
  /** Left out for a role without it: an empty column would say that nobody has an address. */
  readonly unless?: Permission;
}

const day = (moment: Date | null): string => (moment === null ? '' : dateOf(moment));

const COLUMNS: readonly ReportColumn[] = [
  { name: 'employee', cell: (row) => row.employee },
  { name: 'email', cell: (row) => row.email, unless: 'addresses.read' },
  { name: 'department', cell: (row) => row.department ?? '' },
  { name: 'phone', cell: (row) => row.phone ?? '' },
  { name: 'platform', cell: (row) => row.platform ?? '' },
  { name: 'state', cell: (row) => row.state },
  { name: 'gaps', cell: (row) => row.gaps.join('; ') },
  { name: 'oldest gap since', cell: (row) => day(row.oldestGapSince) },
  { name: 'newest backup', cell: (row) => day(row.newestSnapshotAt) },
  { name: 'snapshots', cell: (row) => String(row.snapshots), unless: 'figures.read' },
  { name: 'copies', cell: (row) => String(row.copies) },
];
const PAGE = 1000;

/**
 * The coverage report as CSV (RFC 4180, UTF-8): one row for each phone and for each employee without one. Streamed in
 * pages, each read in a transaction of its own, so its memory does not grow with the company.
 */
@Injectable()
export class CoverageCsv {
  constructor(private readonly tenant: Tenant) {}

  stream({ companyId, role }: SessionCaller): Readable {
    const shown = COLUMNS.filter(({ unless }) => unless === undefined || may(role, unless));
    const columns = shown.map(({ name }) => name);
    const csv = stringify({ header: true, columns, record_delimiter: 'windows' });
    const cells = Readable.from(this.cells(companyId, shown));
    cells.once('error', (error) => csv.destroy(error));
    csv.once('close', () => cells.destroy());
    return cells.pipe(csv);
  }

  private async *cells(companyId: string, shown: readonly ReportColumn[]): AsyncGenerator<string[]> {
    let after: string | undefined;
    for (;;) {
      const rows = await this.tenant.run(companyId, (db) => coverageRows(db, companyId, after, PAGE));
      for (const row of rows) yield shown.map(({ cell }) => safeCell(cell(row)));
      after = rows.at(-1)?.key;
      if (rows.length < PAGE) return;
    }
  }
}
