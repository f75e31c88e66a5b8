/**
 * What a column's numbers and texts mean: `number` stays as it is, `ms` and `s` are times since 1970 UTC in milliseconds
 * and seconds (0: none), `text` may hold anything.
 */
export type ColumnKind = 'number' | 'ms' | 's' | 'text';

/** What records of one kind hold. Every one has a numeric `_id` as well. */
export interface RecordTable {
  /** Without `_id`. In the order in which they are written. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

/** One row as the phone told it. */
export interface Row {
  /** Decimal digits, as printed: more than a double may hold. */
  readonly id: string;
  /** By column; columns that this phone does not know are missing. `undefined`: the row could not be read for certain. */
  readonly values: ReadonlyMap<string, string | null> | undefined;
}
