import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contentDouble, type Databases, type RowOf } from '../testing/content-double.js';
import { ContentShell } from './content-shell.js';
import { readTable } from './read-table.js';
import type { Table } from './table.js';
import type { Row } from '../../../records/row.js';
import { TableQuestions } from './table-questions.js';

const TABLE: Table = {
  uri: 'content://sms',
  columns: { a: 'text', date: 'ms', date_sent: 'ms', b: 'text' },
};

async function read(databases: Databases, maxAnswer?: number): Promise<Row[]> {
  const shell = new ContentShell(contentDouble(databases), maxAnswer);
  const rows: Row[] = [];
  for await (const row of readTable(new TableQuestions(shell, TABLE))) rows.push(row);
  return rows;
}

/** Texts made of what the tool itself prints, so that marks are forged in every way. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(
          '\n',
          ', ',
          'a=',
          'b=',
          ', b=',
          ', a=',
          ', date=',
          ', date_sent=',
          'NULL',
          'BLOB',
          '\r',
        ),
        fc
          .tuple(fc.nat(4), fc.nat(4), fc.constantFrom('', ', a=', ', b=', ', date=', '\n'))
          .map(([index, id, behind]) => `\nRow: ${index} _id=${id}${behind}`),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join('')),
);
const cell = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom(null, 'NULL', 'BLOB') },
);
const rows = fc.uniqueArray(
  fc.record({
    _id: fc.nat(6),
    a: cell,
    date: fc.option(fc.nat(), { nil: null }),
    date_sent: fc.nat(),
    b: cell,
  }),
  { selector: (row) => row._id, maxLength: 5 },
);

const expected = (row: RowOf): Record<string, string | null> =>
  Object.fromEntries(
    ['a', 'date', 'date_sent', 'b'].map((column) => {
      const value = row[column];
      return [column, value === null || value === undefined ? null : String(value)];
    }),
  );

describe('readTable', () => {
  it('gives back the very rows, whatever their texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (table, v1) => {
        const told = await read({ tables: { 'content://sms': table }, v1 });
        const sorted = [...table].sort((left, right) => left._id - right._id);
        expect(told.map((row) => row.id)).toEqual(sorted.map((row) => String(row._id)));
        expect(told.map((row) => Object.fromEntries(row.values ?? []))).toEqual(sorted.map(expected));
      }),
      { numRuns: 400 },
    );
  });

  it('leaves rows out, but never tells a wrong value, where the phone ignores conditions', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.boolean(), async (table, ignoresSort) => {
        const told = await read({ tables: { 'content://sms': table }, ignoresWhere: true, ignoresSort });
        expect(told).toHaveLength(table.length);
        for (const { id, values } of told) {
          const row = table.find((one) => String(one._id) === id);
          if (values === undefined || row === undefined) continue;
          for (const [column, value] of Object.entries(expected(row))) {
            // Such a phone cannot tell a text that reads NULL from none.
            const untold = value === 'NULL' || value === 'BLOB';
            expect(values.get(column)).toEqual(untold ? null : value);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('tells no wrong value where answers are cut into parts', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 90, max: 400 }), async (table, max) => {
        const told = await read({ tables: { 'content://sms': table } }, max);
        for (const { id, values } of told) {
          const row = table.find((one) => String(one._id) === id);
          if (values !== undefined && row !== undefined)
            expect(Object.fromEntries(values)).toEqual(expected(row));
        }
      }),
      { numRuns: 150 },
    );
  });
});
