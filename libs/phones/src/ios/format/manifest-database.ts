import { DatabaseSync } from 'node:sqlite';
import { SourceError } from '@holdfast/contracts/sources';
import { fileId } from '../../codecs/ios/file-id.js';

/** One row of Manifest.db's `Files`. */
export interface ManifestRow {
  readonly fileId: string;
  readonly domain: string;
  readonly relativePath: string;
  /** 1 file, 2 folder, 4 symbolic link. */
  readonly flags: number;
  readonly file: Uint8Array;
}

const MOST_BLOB_BYTES = 64 * 1024;
const MOST_TEXT_BYTES = 4096;

/**
 * Manifest.db of a hostile phone: read only, nothing in it is trusted to be a program (views and triggers are not run), and
 * what is no row as iPhones write them is told and passed over. Throws `SourceError` `unreadable` for what is no such database.
 */
export class ManifestDatabase {
  private readonly database: DatabaseSync;

  constructor(file: string) {
    this.database = new DatabaseSync(file, { readOnly: true, readBigInts: true });
    try {
      this.database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cache_size = -8192;');
      const found = this.database.prepare("SELECT type FROM sqlite_master WHERE name = 'Files'").get();
      if (found?.['type'] !== 'table') throw notOne();
    } catch (error) {
      this.database.close();
      throw error instanceof SourceError ? error : notOne(error);
    }
  }

  /** Folders first, those above before those in them, then all else, in the order of the table. */
  *rows(notUnderstood: () => void): Generator<ManifestRow> {
    yield* this.query('flags = 2 ORDER BY domain, relativePath', notUnderstood);
    yield* this.query('flags <> 2', notUnderstood);
  }

  /** One file's row by domain and path. */
  find(domain: string, relativePath: string): ManifestRow | undefined {
    // By its key: the other columns need not have an index.
    const wanted = 'fileID = ? AND domain = ? AND relativePath = ? AND flags = 1';
    const id = fileId(domain, relativePath);
    for (const row of this.query(wanted, () => undefined, id, domain, relativePath)) return row;
    return undefined;
  }

  close(): void {
    this.database.close();
  }

  private *query(where: string, notUnderstood: () => void, ...values: string[]): Generator<ManifestRow> {
    try {
      const rows = this.database
        .prepare(
          `SELECT iif(length(fileID) = 40, fileID, NULL) AS fileID,
             iif(length(CAST(domain AS BLOB)) <= ${MOST_TEXT_BYTES}, domain, NULL) AS domain,
             iif(length(CAST(relativePath AS BLOB)) <= ${MOST_TEXT_BYTES}, relativePath, NULL) AS relativePath,
             flags, iif(length(file) <= ${MOST_BLOB_BYTES}, file, NULL) AS file
           FROM Files WHERE ${where}`,
        )
        .iterate(...values);
      for (const row of rows) {
        const read = manifestRow(row);
        if (read) yield read;
        else notUnderstood();
      }
    } catch (error) {
      throw error instanceof SourceError ? error : notOne(error);
    }
  }
}

function manifestRow(row: Record<string, unknown>): ManifestRow | undefined {
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
