import type { Category } from '@holdfast/contracts';
import type { Table } from './content/table.js';
import type { Row } from '../../records/row.js';
import type { RecordTables } from './record-tables.js';

/** One table that records are made of. */
export interface TableUse {
  readonly table: Table;
  /** Without it there are no records at all; the others only add to them. */
  readonly needed: boolean;
  /** Whether its rows are records, rather than something about them. */
  readonly records: boolean;
}

/** A file that is made of records while it is read. */
export interface RecordFile {
  readonly name: string;
  render(tables: RecordTables): AsyncIterable<string>;
}

/** A file of the phone that records refer to, with an entry of its own. */
export interface AttachedFile {
  readonly name: Uint8Array;
  /** Seconds since 1970 UTC. */
  readonly seconds: number;
  /** What changes when the file does. */
  readonly fingerprint: string;
  /** Where `content read` finds it. */
  readonly uri: string;
}

/** One category of what Android keeps in databases, and what is made of it. */
export interface RecordKind {
  readonly category: Category;
  readonly folder: string;
  readonly tables: Readonly<Record<string, TableUse>>;
  /** The time of a row in seconds since 1970 UTC, 0 for none: the newest one dates the files. */
  secondsOf(table: string, row: Row): number;
  readonly files: readonly RecordFile[];
  /** Files that records refer to, in a folder below `folder`. */
  readonly attachments?: { readonly folder: string; list(tables: RecordTables): AsyncIterable<AttachedFile> };
}
