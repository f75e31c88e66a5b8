import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { scratchDatabase } from './scratch-database.js';

/** Something that is to be put on the phone. Numbers are as its backup has them. */
export interface Planned {
  readonly number: bigint;
  /** Of the snapshot, its names joined with slashes: no name has one. */
  readonly path: Uint8Array;
  /** Where it lies below the folder of the Files app. */
  readonly at: Uint8Array;
  readonly size: bigint;
  /** Since 1970. */
  readonly seconds: bigint;
  /** For the camera's folder; otherwise it goes to the Files app. */
  readonly extension: string | undefined;
}

const AT_ONCE = 500;
const SCHEMA = `
  CREATE TABLE Standing (size INTEGER, seconds INTEGER, extension TEXT, many INTEGER, PRIMARY KEY (size, seconds, extension));
  CREATE TABLE Planned (number INTEGER PRIMARY KEY, path BLOB, at BLOB, size INTEGER, seconds INTEGER, extension TEXT,
    state TEXT, id TEXT);
  CREATE INDEX PlannedIds ON Planned (id);
  CREATE INDEX PlannedAlike ON Planned (size, seconds, extension);`;

/** What is put on a phone, and what becomes of it: on disk, since it may be a million files. */
export class PutPlan {
  private readonly database: DatabaseSync;
  private readonly addStanding: StatementSync;
  private readonly addPlanned: StatementSync;
  private readonly setState: StatementSync;
  private readonly setId: StatementSync;
  private readonly findId: StatementSync;

  constructor(file: string) {
    // One transaction for the run: each small change by itself would go to the disk.
    this.database = scratchDatabase(file, `${SCHEMA} BEGIN;`);
    const prepare = (sql: string): StatementSync => this.database.prepare(sql);
    this.addStanding = prepare(
      'INSERT INTO Standing VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET many = many + 1',
    );
    this.addPlanned = prepare(
      'INSERT INTO Planned (path, at, size, seconds, extension) VALUES (?, ?, ?, ?, ?)',
    );
    this.setState = prepare('UPDATE Planned SET state = ? WHERE number = ?');
    this.setId = prepare('UPDATE Planned SET id = ? WHERE number = ?');
    this.findId = prepare('SELECT * FROM Planned WHERE id = ?');
  }

  /** A file in the camera's folder of the phone. */
  stands(size: bigint, seconds: bigint, extension: string): void {
    this.addStanding.run(size, seconds, extension);
  }

  plan({ path, at, size, seconds, extension }: Omit<Planned, 'number'>): void {
    this.addPlanned.run(path, at, size, seconds, extension ?? null);
  }

  /**
   * Leaves what the phone's camera folder holds already, by size, time and kind. Where several are alike in these, all of
   * them are put again unless all are there: nobody can say which is missing.
   */
  skipStanding(): void {
    this.database.exec(`
      CREATE TEMP TABLE Groups AS SELECT size, seconds, extension FROM Planned WHERE extension IS NOT NULL
        GROUP BY size, seconds, extension
        HAVING count(*) <= (SELECT many FROM Standing WHERE Standing.size = Planned.size
          AND Standing.seconds = Planned.seconds AND Standing.extension = Planned.extension);
      UPDATE Planned SET state = 'skipped' FROM Groups WHERE Planned.size = Groups.size
        AND Planned.seconds = Groups.seconds AND Planned.extension = Groups.extension;`);
  }

  /** What is to be put now, in the order in which it came: neither skipped nor failed. */
  *open(): Generator<Planned> {
    const page = this.database.prepare(
      `SELECT * FROM Planned WHERE number > ? AND state IS NOT 'skipped' AND state IS NOT 'failed'
       ORDER BY number LIMIT ${AT_ONCE}`,
    );
    for (let last = 0n; ;) {
      const rows = page.all(last).map(plannedOf);
      yield* rows;
      const end = rows.at(-1);
      if (end === undefined) return;
      last = end.number;
    }
  }

  /** Under which name the phone asks for it. */
  name(number: bigint, id: string): void {
    this.setId.run(id, number);
  }

  named(id: string): Planned | undefined {
    const row = this.findId.get(id);
    return row === undefined ? undefined : plannedOf(row);
  }

  /** The first two digits of all such names. */
  prefixes(): string[] {
    const rows = this.database.prepare(
      'SELECT DISTINCT substr(id, 1, 2) AS prefix FROM Planned WHERE id IS NOT NULL',
    );
    return rows.all().map((row) => String(row['prefix']));
  }

  /** Those that begin with two digits. */
  idsWith(prefix: string): string[] {
    const rows = this.database
      .prepare('SELECT id FROM Planned WHERE id >= ? AND id < ?')
      .all(prefix, `${prefix}g`);
    return rows.map((row) => String(row['id']));
  }

  mark(number: bigint, state: 'given' | 'failed'): void {
    this.setState.run(state, number);
  }

  /** `inCamera`: undefined for both. */
  count(state: 'given' | 'skipped' | 'failed', inCamera?: boolean): { files: number; bytes: bigint } {
    const which = inCamera === undefined ? '' : ` AND extension IS ${inCamera ? 'NOT ' : ''}NULL`;
    const row = this.database
      .prepare(`SELECT count(*) AS files, sum(size) AS bytes FROM Planned WHERE state = ?${which}`)
      .get(state);
    const bytes = row?.['bytes'];
    return { files: Number(row?.['files']), bytes: typeof bytes === 'bigint' ? bytes : 0n };
  }

  /** The tables of those who need some of their own. */
  get tables(): DatabaseSync {
    return this.database;
  }

  close(): void {
    this.database.exec('COMMIT');
    this.database.close();
  }
}

function plannedOf(row: Record<string, unknown>): Planned {
  const { extension } = row as { extension: string | null };
  return { ...(row as unknown as Planned), extension: extension ?? undefined };
}
