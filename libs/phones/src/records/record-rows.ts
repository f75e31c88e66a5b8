import type { RecordTable, Row } from './row.js';

/** Rows that refer to their parent by a column. */
export interface ChildTable {
  readonly table: string;
  readonly key: string;
}

/** A row and, for each table of children, the rows that name it, lowest id first. */
export interface Family {
  readonly row: Row;
  readonly children: readonly (readonly Row[])[];
}

/** The tables that files of records are made of, whatever phone they are from. Each can be read any number of times. */
export interface RecordRows {
  table(name: string): RecordTable;
  /** The rows of a table, lowest id first; none where the phone has no such table. */
  rows(name: string): AsyncIterable<Row>;
  /** The rows of a table with those that refer to them, in memory that does not grow with the tables. */
  families(parents: string, children: readonly ChildTable[]): AsyncIterable<Family>;
  /** How many rows of the named tables were read for certain when the tables were first read. */
  countRead(...names: readonly string[]): number;
}
