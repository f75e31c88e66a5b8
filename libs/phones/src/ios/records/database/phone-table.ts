import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { attempt } from './attempt.js';
import { Cells, type CellKind } from './cells.js';

/** The longest text or blob of a row that is read. */
const MOST_CELL_BYTES = 4 * 1024 * 1024;

/** By this name every plain table has the number of a row, whatever its columns are called. */
const NUMBER = '_rowid_';

/** Columns to read and what they are read as. One that the phone's table does not have is read as nothing. */
export type Wanted = Readonly<Record<string, CellKind>>;

/** A plain table of a phone's database. Statements name one table each, so that no plan of SQLite's is ever a slow one. */
export class PhoneTable {
  constructor(
    private readonly database: DatabaseSync,
    readonly name: string,
    private readonly columns: ReadonlySet<string>,
  ) {}

  has(column: string): boolean {
    return this.columns.has(column.toLowerCase());
  }

  /** Every row, lowest rowid first. */
  *rows(wanted: Wanted): Generator<Cells> {
    const { sql, index } = this.selection(wanted);
    for (const values of this.asked(`SELECT ${sql} FROM "${this.name}" ORDER BY _rowid_`))
      yield new Cells(values, index);
  }

  /** Looks rows up by their rowid. */
  finder(wanted: Wanted): (id: bigint) => Cells | undefined {
    const { sql, index } = this.selection(wanted);
    const statement = attempt(() =>
      this.database.prepare(`SELECT ${sql} FROM "${this.name}" WHERE _rowid_=?`),
    );
    return (id) => {
      const [values] = attempt(() => statement.all(id)) as unknown as (readonly SQLOutputValue[])[];
      return values === undefined ? undefined : new Cells(values, index);
    };
  }

  /** Two whole numbers of each row that has both, ordered by the first and then the second. */
  *pairs(first: string, second = NUMBER): Generator<readonly [bigint, bigint]> {
    if (!this.has(first) || (second !== NUMBER && !this.has(second))) return;
    const [a, b] = [quoted(first), second === NUMBER ? NUMBER : quoted(second)];
    const both = `typeof(${a})='integer' AND typeof(${b})='integer'`;
    const sql = `SELECT ${a}, ${b} FROM "${this.name}" WHERE ${both} ORDER BY ${a}, ${b}`;
    for (const [one, other] of this.asked(sql)) yield [one as bigint, other as bigint];
  }

  private *asked(sql: string): Generator<readonly SQLOutputValue[]> {
    const rows = attempt(() => this.database.prepare(sql).iterate()) as unknown as Iterator<
      readonly SQLOutputValue[],
      undefined
    >;
    try {
      for (;;) {
        const { done, value } = attempt(() => rows.next());
        if (done === true) return;
        yield value;
      }
    } finally {
      rows.return?.();
    }
  }

  /** Long values are told, not read: SQLite knows a length without the value. */
  private selection(wanted: Wanted): { sql: string; index: ReadonlyMap<string, number> } {
    const index = new Map<string, number>();
    const read: string[] = [];
    const long: string[] = [];
    for (const [column, kind] of Object.entries(wanted)) {
      if (!this.has(column)) continue;
      const name = quoted(column);
      index.set(column, index.size + 2);
      if (kind === 'number') {
        read.push(`CASE WHEN typeof(${name}) IN ('integer','real') THEN ${name} END`);
      } else {
        const fits = `octet_length(${name})<=${MOST_CELL_BYTES}`;
        read.push(`CASE WHEN ${fits} THEN ${name} END`);
        long.push(`octet_length(${name})>${MOST_CELL_BYTES}`);
      }
    }
    const isLong = long.length === 0 ? '0' : `(${long.join(' OR ')}) IS TRUE`;
    return { sql: [NUMBER, isLong, ...read].join(', '), index };
  }
}

function quoted(column: string): string {
  return `"${column}"`;
}
