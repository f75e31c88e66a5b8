import type { RecordTable } from '../../../records/row.js';

/** A table of a content provider, as much of it as is read. Every table has a numeric `_id`. */
export interface Table extends RecordTable {
  readonly uri: string;
  /** How `_id` is called in conditions, where the provider joins tables that each have one. */
  readonly idInConditions?: string;
}
