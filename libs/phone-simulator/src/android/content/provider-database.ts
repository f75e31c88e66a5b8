import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { PhoneDatabases, ProviderRow, TableName } from '../../databases/phone-databases.js';
import { TABLES, type ProviderTable } from './provider-tables.js';
import type { Target } from './provider-uri.js';

/** A provider's answer is an exception of Java. */
export class ProviderException extends Error {
  override readonly name = 'ProviderException';
}

/** What `content query` asks. */
export interface ProviderQuery {
  readonly projection: readonly string[] | undefined;
  readonly where: string | undefined;
  readonly sort: string | undefined;
}

/** The providers' tables in SQLite, which answers conditions and orders as a phone's own does. */
export class ProviderDatabase {
  private readonly database = new DatabaseSync(':memory:');

  constructor(databases: PhoneDatabases) {
    for (const table of TABLES) {
      const columns = table.columns.map(
        (column) => `"${column}"${column === '_id' ? ' INTEGER PRIMARY KEY' : ''}`,
      );
      this.database.exec(`CREATE TABLE ${table.name} (${columns.join(', ')})`);
      if (table.name === 'files') continue;
      this.fill(table, databases.tables[table.name] ?? []);
    }
  }

  /** Rows of a query, each with its values in the order of `columns`. Throws `ProviderException`. */
  query(
    { table, where }: Target,
    query: ProviderQuery,
  ): { columns: readonly string[]; rows: Iterable<ProviderRow> } {
    const columns = query.projection ?? table.columns;
    const unknown = columns.find((column) => !table.columns.includes(column));
    if (unknown !== undefined && table.unknown === 'invalid-column') {
      throw new ProviderException(`java.lang.IllegalArgumentException: Invalid column ${unknown}`);
    }
    const conditions = [where, query.where].filter((one) => one !== undefined).map((one) => `(${one})`);
    const sql = [
      `SELECT ${columns.join(', ')} FROM ${table.name}${table.alias === table.name ? '' : ` AS ${table.alias}`}`,
      conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '',
      query.sort === undefined ? '' : `ORDER BY ${query.sort}`,
    ].join(' ');
    try {
      const statement = this.database.prepare(sql);
      statement.setReadBigInts(true);
      return { columns, rows: statement.iterate() as Iterable<ProviderRow> };
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new ProviderException(
        `android.database.sqlite.SQLiteException: ${words} (code 1 SQLITE_ERROR): , while compiling: ${sql}`,
      );
    }
  }

  insert(table: ProviderTable['name'], row: ProviderRow): void {
    const columns = Object.keys(row);
    const places = columns.map(() => '?').join(', ');
    const names = columns.map((column) => `"${column}"`).join(', ');
    this.database
      .prepare(`INSERT INTO ${table} (${names}) VALUES (${places})`)
      .run(...(Object.values(row) as SQLInputValue[]));
  }

  close(): void {
    this.database.close();
  }

  private fill(
    table: ProviderTable & { readonly name: TableName | 'files' },
    rows: readonly ProviderRow[],
  ): void {
    this.database.exec('BEGIN');
    for (const row of rows) this.insert(table.name, row);
    this.database.exec('COMMIT');
  }
}
