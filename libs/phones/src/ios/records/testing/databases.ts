import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SourceError } from '@holdfast/contracts/sources';
import { iosRecords, type IosRecordFile } from '../ios-records.js';

/** A folder for databases of a test's own. */
export interface TestDatabases {
  /** Where a file is, by the end of its path in the backup. */
  readonly places: Map<string, string>;
  /** Makes a database with SQL. */
  make(end: string, sql: string, fill?: (database: DatabaseSync) => void): string;
  /** What is made of them: files by path, times, and what was left out as `category cause`. */
  read(signal?: AbortSignal): Promise<{
    readonly files: ReadonlyMap<string, string>;
    readonly times: ReadonlyMap<string, bigint>;
    readonly left: readonly string[];
  }>;
  remove(): Promise<void>;
}

export async function testDatabases(): Promise<TestDatabases> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-ios-'));
  const places = new Map<string, string>();
  let made = 0;
  return {
    places,
    make(end, sql, fill) {
      const path = join(folder, `${(made += 1)}.db`);
      const database = new DatabaseSync(path, { enableDoubleQuotedStringLiterals: true });
      database.exec(sql);
      fill?.(database);
      database.close();
      places.set(end, path);
      return path;
    },
    async read(signal) {
      const file = (_domain: string, path: string): Promise<string | undefined> =>
        Promise.resolve([...places].find(([end]) => path.endsWith(end))?.[1]);
      const files = new Map<string, string>();
      const times = new Map<string, bigint>();
      const left: string[] = [];
      for (const kind of iosRecords({ file }, signal)) {
        const made: IosRecordFile[] = [];
        const causes = new Set<string>();
        try {
          for await (const one of kind.files()) {
            const pieces: Buffer[] = [];
            for await (const piece of one.bytes()) pieces.push(Buffer.from(piece));
            files.set(one.path.join('/'), Buffer.concat(pieces).toString('utf8'));
            made.push(one);
          }
        } catch (error) {
          if (!(error instanceof SourceError) || error.causeClass !== 'unreadable') throw error;
          causes.add('unreadable');
        }
        for (const one of made) times.set(one.path.join('/'), one.mtimeNs());
        for (const cause of [...kind.leftOut(), ...causes]) left.push(`${kind.category} ${cause}`);
      }
      return { files, times, left };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The records of a JSON file. */
export function recordsIn(text: string | undefined): readonly Record<string, unknown>[] {
  return (JSON.parse(text ?? 'null') as { records: Record<string, unknown>[] }).records;
}

/** The least that a phone's messages need; a column more or less is a phone of another year. */
export const SMS_TABLES = `
CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, attributedBody BLOB, handle_id INTEGER, date INTEGER,
  is_from_me INTEGER);
CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
CREATE TABLE chat (ROWID INTEGER PRIMARY KEY, style INTEGER, chat_identifier TEXT);
CREATE TABLE chat_handle_join (chat_id INTEGER, handle_id INTEGER);
CREATE TABLE chat_message_join (chat_id INTEGER, message_id INTEGER);
CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, guid TEXT, filename TEXT, mime_type TEXT, transfer_name TEXT, total_bytes INTEGER);
CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER);
INSERT INTO handle VALUES (1, '+491'), (2, 'ann@example.org');
INSERT INTO chat VALUES (1, 45, '+491'), (2, 43, 'chat2');
INSERT INTO chat_handle_join VALUES (1, 1), (2, 1), (2, 2);
`;
