import type { Cells } from './columns.js';

/** One row of what was sent; no cells: it has not as many as the header, or is no row at all. */
export interface ReadRow {
  /** From 1. */
  readonly line: number;
  readonly cells: Cells | undefined;
}

export interface ReadFile {
  readonly rows: readonly ReadRow[];
  readonly ignoredColumns: readonly string[];
}

/** Of one source. An export of all devices of fifty thousand people has computers in it too. */
export const MOST_ROWS = 200_000;
export const LONGEST_RECORD = 20_000;
export const MOST_BYTES = 128 * 1024 * 1024;
