import { DatabaseSync } from 'node:sqlite';

/** A database of one run, in its private folder: nothing of it has to outlast a power cut. */
export function scratchDatabase(file: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(file, { readBigInts: true });
  database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -8192; ${schema}`);
  return database;
}
