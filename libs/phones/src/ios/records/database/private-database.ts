import { constants, DatabaseSync } from 'node:sqlite';
import { attempt, unreadable } from './attempt.js';
import { PhoneTable } from './phone-table.js';

/** What statements may do; a file whose schema makes them do anything else is refused when they are prepared. */
const FUNCTIONS = new Set(['octet_length', 'typeof']);
const PRAGMAS = new Set(['table_info', 'encoding']);

/**
 * A database that came from a phone, opened to be read and for nothing else: its triggers, views, generated columns and
 * virtual tables are never run, since only plain tables are read and only by their plain columns. `path` is a private copy;
 * SQLite may put its own files beside it. Throws `SourceError` (`unreadable`) for what is no such database.
 */
export class PrivateDatabase {
  private constructor(private readonly database: DatabaseSync) {}

  static open(path: string): PrivateDatabase {
    return attempt(() => {
      const database = new DatabaseSync(path, {
        readOnly: true,
        allowExtension: false,
        defensive: true,
        // Apple's own schemas are older than the rule against them.
        enableDoubleQuotedStringLiterals: true,
        enableForeignKeyConstraints: false,
        readBigInts: true,
        returnArrays: true,
      });
      try {
        database.exec(
          'PRAGMA trusted_schema=OFF; PRAGMA query_only=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-2000',
        );
        database.setAuthorizer(permitted);
        const [encoding] = database.prepare('PRAGMA encoding').all() as unknown as [string][];
        if (encoding?.[0] !== 'UTF-8') throw new Error('the text is not UTF-8');
        return new PrivateDatabase(database);
      } catch (error) {
        database.close();
        throw error;
      }
    });
  }

  /** A plain table; `undefined` where this phone has none of that name. */
  table(name: string): PhoneTable | undefined {
    return attempt(() => {
      const found = this.database
        .prepare("SELECT name FROM sqlite_schema WHERE type='table' AND rootpage>0 AND name=? COLLATE NOCASE")
        .all(name);
      if (found.length !== 1) return undefined;
      const columns = this.database.prepare(`PRAGMA table_info("${name}")`).all() as unknown as unknown[][];
      const names = new Set(columns.map((column) => String(column[1]).toLowerCase()));
      // A column of that name would stand for the number of the row.
      if (names.has('_rowid_')) return undefined;
      return new PhoneTable(this.database, name, names);
    });
  }

  /** A table without which there is nothing to read. Throws `SourceError` (`unreadable`). */
  needed(name: string): PhoneTable {
    const table = this.table(name);
    if (table === undefined) throw unreadable(new Error(`no table ${name}`));
    return table;
  }

  close(): void {
    this.database.close();
  }
}

function permitted(
  action: number,
  first: string | null,
  second: string | null,
  _database: string | null,
  through: string | null,
): number {
  const isOurs =
    through === null &&
    (action === constants.SQLITE_SELECT ||
      action === constants.SQLITE_READ ||
      (action === constants.SQLITE_FUNCTION && FUNCTIONS.has(second ?? '')) ||
      (action === constants.SQLITE_PRAGMA && PRAGMAS.has(first ?? '')));
  return isOurs ? constants.SQLITE_OK : constants.SQLITE_DENY;
}
