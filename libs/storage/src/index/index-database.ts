import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDatabaseDamage, spoolFailure } from '../repository/work-folder.js';
import { StorageError } from '../storage-error.js';
import { INDEX_APPLICATION, INDEX_VERSION, LOCAL_SCHEMA } from './local-schema.js';

/** Why an index is of no use here. It is a cache: it is thrown away and built anew from the location. */
export type IndexLoss = 'damaged' | 'another version' | 'another repository';

/** The file is no index that this release can work with. Never leaves this library. */
export class IndexUnusable extends Error {
  constructor(
    readonly loss: IndexLoss,
    options?: ErrorOptions,
  ) {
    super(`the index is unusable: ${loss}`, options);
  }
}

/** Opens an index, or makes an empty one. @throws IndexUnusable, StorageError `disk-full` */
export function openIndexDatabase(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 60_000 });
    if (!isOurs(database)) create(database);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384;');
    return database;
  } catch (error) {
    database?.close();
    if (isDatabaseDamage(error)) throw new IndexUnusable('damaged', { cause: error });
    throw spoolFailure(error, file);
  }
}

/**
 * Removes an index with all that SQLite keeps beside it: a log that is left over would be played into the next one.
 * @throws StorageError `repository-busy` (retry helps) where another program has it open
 */
export function removeIndexDatabase(file: string): void {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    database.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if ((error as { errcode?: number }).errcode === 5) throw inUse(error);
  } finally {
    database?.close();
  }
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

/** False for a file with nothing in it. @throws IndexUnusable for the tables of another release or of something else */
function isOurs(database: DatabaseSync): boolean {
  const number = (pragma: string): number => database.prepare(`PRAGMA ${pragma}`).get()![pragma] as number;
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() as {
    tables: number;
  };
  if (number('application_id') === INDEX_APPLICATION && number('user_version') === INDEX_VERSION) return true;
  if (tables > 0) throw new IndexUnusable('another version');
  return false;
}

function create(database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  if (!isOurs(database)) database.exec(LOCAL_SCHEMA); // Another program may have been faster.
  database.exec('COMMIT');
}

const inUse = (cause: unknown): StorageError =>
  new StorageError(
    'repository-busy',
    'Another program on this computer is using the local index of this repository. Nothing was changed. Wait for it to end.',
    { cause, retryHelps: true },
  );
