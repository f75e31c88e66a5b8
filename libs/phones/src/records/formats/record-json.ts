import type { RecordRows } from '../record-rows.js';
import type { RecordTable, Row } from '../row.js';
import { msOf, utcOf } from './utc-time.js';

/** The version of the JSON files' shape. */
const SCHEMA = 1;

/** A record as it is written: column names are Android's; what is null is left out. */
export type JsonRecord = Record<string, unknown>;

/**
 * A row as it is written. Numbers that a double holds exactly are numbers, others their digits. Beside each time there is
 * `<column>_utc`, ISO 8601. A row that could not be read for certain says so: `"leftOut":"unreadable"`.
 */
export function jsonRow(row: Row, table: RecordTable): JsonRecord {
  const record: JsonRecord = { _id: jsonNumber(row.id) };
  if (row.values === undefined) return { ...record, leftOut: 'unreadable' };
  for (const [column, kind] of Object.entries(table.columns)) {
    const value = row.values.get(column);
    if (value === null || value === undefined) continue;
    record[column] = kind === 'text' ? value : jsonNumber(value);
    const utc = kind === 'ms' || kind === 's' ? utcOf(msOf(value, kind)) : undefined;
    if (utc !== undefined) record[`${column}_utc`] = utc;
  }
  return record;
}

/** Every row of a table, as it is written. */
export async function* jsonRows(tables: RecordRows, name: string): AsyncGenerator<JsonRecord> {
  for await (const row of tables.rows(name)) yield jsonRow(row, tables.table(name));
}

function jsonNumber(digits: string): number | string {
  return /^-?(0|[1-9]\d{0,14})$/.test(digits) && digits !== '-0' ? Number(digits) : digits;
}

/** A file of records, one a line, after `sections` of what records refer to. Equal records give equal bytes. */
export async function* jsonFile(
  kind: string,
  records: AsyncIterable<JsonRecord>,
  sections: Readonly<Record<string, AsyncIterable<JsonRecord>>> = {},
): AsyncGenerator<string> {
  yield `{"schema":${SCHEMA},"kind":${JSON.stringify(kind)}`;
  for (const [name, rows] of Object.entries({ ...sections, records })) {
    yield `,${JSON.stringify(name)}:[`;
    let between = '\n';
    for await (const row of rows) {
      yield `${between}${JSON.stringify(row)}`;
      between = ',\n';
    }
    yield '\n]';
  }
  yield '}\n';
}
