import { copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** A database being written, one transaction for all of it. */
export interface Writing {
  /** Prepared once for each set of columns; `undefined` is NULL. Returns the rowid. */
  insert(table: string, row: Readonly<Record<string, SQLInputValue | undefined>>): bigint;
}

/**
 * Makes a database of `schema` at `path`, replacing what is there. What `late` writes is in the `-wal` beside it only, as in
 * the backup of a phone that had not yet moved its newest rows.
 */
export async function newDatabase(
  path: string,
  schema: string,
  write: (into: Writing) => void,
  late?: (into: Writing) => void,
): Promise<void> {
  const folder = dirname(path);
  const making = join(folder, '.making.db');
  await mkdir(folder, { recursive: true });
  for (const end of ['', '-wal', '-shm']) {
    await rm(`${path}${end}`, { force: true });
    await rm(`${making}${end}`, { force: true });
  }
  const database = new DatabaseSync(making, { enableForeignKeyConstraints: false });
  try {
    database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA wal_autocheckpoint=0');
    database.exec(schema);
    inOne(database, write);
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    if (late !== undefined) inOne(database, late);
    await copyFile(making, path);
    if (late !== undefined) await copyFile(`${making}-wal`, `${path}-wal`);
  } finally {
    database.close();
    for (const end of ['', '-wal', '-shm']) await rm(`${making}${end}`, { force: true });
  }
}

function inOne(database: DatabaseSync, write: (into: Writing) => void): void {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const insert: Writing['insert'] = (table, row) => {
    const filled = Object.entries(row).filter(
      (entry): entry is [string, SQLInputValue] => entry[1] !== undefined,
    );
    const columns = filled.map(([column]) => `"${column}"`).join(',');
    const sql = `INSERT INTO "${table}" (${columns}) VALUES (${filled.map(() => '?').join(',')})`;
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return BigInt(statement.run(...filled.map(([, value]) => value)).lastInsertRowid);
  };
  database.exec('BEGIN');
  write({ insert });
  database.exec('COMMIT');
}
