import { statSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { SourceError } from '@holdfast/contracts/sources';
import { fileId as idOf } from '../../codecs/ios/file-id.js';

/** One row of Manifest.db's `Files`. */
export interface ManifestRow {
  readonly fileId: string;
  readonly domain: string;
  readonly relativePath: string;
  /** 1 file, 2 folder, 4 symbolic link. */
  readonly flags: number;
  readonly file: Uint8Array;
}

/** Of what is said of one file, with its extended attributes. */
const MOST_BLOB_BYTES = 512 * 1024;
const MOST_TEXT_BYTES = 4096;
/** No row is smaller: its name alone has forty digits. A tree of pages that leads back into itself has rows without end. */
const LEAST_ROW_BYTES = 40;

const COLUMNS = `iif(octet_length(fileID) = 40, fileID, NULL) AS fileID,
  iif(octet_length(domain) <= ${MOST_TEXT_BYTES}, domain, NULL) AS domain,
  iif(octet_length(relativePath) <= ${MOST_TEXT_BYTES}, relativePath, NULL) AS relativePath,
  flags, iif(octet_length(file) <= ${MOST_BLOB_BYTES}, file, NULL) AS file`;

/**
 * Manifest.db of a hostile phone: read only, nothing in it is trusted to be a program (views, virtual tables and columns that
 * are computed are refused), there is an end to its rows, and what is no row as iPhones write them is told and passed over.
 * Throws `SourceError` `unreadable` for what is no such database.
 */
export class ManifestDatabase {
  private readonly database: DatabaseSync;
  private readonly mostRows: number;

  constructor(file: string) {
    this.mostRows = Math.floor(statSync(file).size / LEAST_ROW_BYTES);
    try {
      // Immutable: nothing is written beside it, and no journal or log beside it is taken for a part of it.
      this.database = new DatabaseSync(`${pathToFileURL(file).href}?immutable=1`, {
        readOnly: true,
        readBigInts: true,
      });
    } catch (error) {
      throw notOne(error);
    }
    try {
      this.database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cache_size = -8192;');
      if (!this.isPlainTable()) throw notOne();
    } catch (error) {
      this.database.close();
      throw error instanceof SourceError ? error : notOne(error);
    }
  }

  /** Folders first, those above before those in them, then all else, in the order of the table. */
  *rows(notUnderstood: () => void): Generator<ManifestRow> {
    // The limit is within, so that sorting has an end, and no index of the phone's making is asked.
    const folders = `SELECT * FROM (SELECT ${COLUMNS} FROM Files NOT INDEXED LIMIT ${this.mostRows})
      WHERE flags = 2 ORDER BY domain, relativePath`;
    for (const row of this.query(folders)) yield* understood(row, notUnderstood);
    let count = 0;
    for (const row of this.query(`SELECT ${COLUMNS} FROM Files NOT INDEXED`)) {
      if ((count += 1) > this.mostRows) throw notOne();
      if (row['flags'] !== 2n) yield* understood(row, notUnderstood);
    }
  }

  /** One file's row by domain and path. */
  find(domain: string, relativePath: string): ManifestRow | undefined {
    const id = idOf(domain, relativePath);
    const [found] = this.query(`SELECT ${COLUMNS} FROM Files WHERE fileID = ? LIMIT 1`, id);
    const row = found && manifestRow(found);
    const isIt = row?.domain === domain && row.relativePath === relativePath && row.flags === 1;
    return isIt ? row : undefined;
  }

  close(): void {
    this.database.close();
  }

  /** A view and a virtual table have no page of their own. */
  private isPlainTable(): boolean {
    const found = this.database
      .prepare("SELECT type, rootpage FROM sqlite_master WHERE name = 'Files' LIMIT 2")
      .all();
    const isTable = found.length === 1 && found[0]!['type'] === 'table' && found[0]!['rootpage'] !== 0n;
    if (!isTable) return false;
    const columns = this.database.prepare("SELECT hidden FROM pragma_table_xinfo('Files')").all();
    return columns.every(({ hidden }) => hidden === 0n);
  }

  private *query(sql: string, ...values: string[]): Generator<Record<string, SQLOutputValue>> {
    try {
      yield* this.database.prepare(sql).iterate(...values);
    } catch (error) {
      throw error instanceof SourceError ? error : notOne(error);
    }
  }
}

function* understood(row: Record<string, SQLOutputValue>, notUnderstood: () => void): Generator<ManifestRow> {
  const read = manifestRow(row);
  if (read) yield read;
  else notUnderstood();
}

function manifestRow(row: Record<string, SQLOutputValue>): ManifestRow | undefined {
  const { fileID, domain, relativePath, flags, file } = row;
  if (typeof fileID !== 'string' || !/^[0-9a-f]{40}$/.test(fileID)) return undefined;
  if (typeof domain !== 'string' || typeof relativePath !== 'string') return undefined;
  if (typeof flags !== 'bigint' || !(file instanceof Uint8Array)) return undefined;
  return { fileId: fileID, domain, relativePath, flags: Number(flags), file };
}

const notOne = (cause?: unknown): SourceError =>
  new SourceError(
    'unreadable',
    "The iPhone's list of its files (Manifest.db) cannot be read, so its backup cannot be opened.",
    {
      cause,
    },
  );
