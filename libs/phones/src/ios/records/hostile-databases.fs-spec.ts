import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordsIn, SMS_TABLES, testDatabases, type TestDatabases } from './testing/databases.js';

let databases: TestDatabases;
beforeEach(async () => {
  databases = await testDatabases();
  databases.make(
    'CallHistory.storedata',
    `CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZADDRESS BLOB, ZDATE FLOAT); INSERT INTO ZCALLRECORD VALUES (1, x'2b3439', 5);`,
  );
});
afterEach(() => databases.remove());

const ENDS = ['sms.db', 'AddressBook.sqlitedb', 'Calendar.sqlitedb', 'NoteStore.sqlite'];
const CATEGORIES = ['contacts', 'messages', 'calendar', 'notes'];

/** What was left out; whatever it is, the calls have to be there. */
async function leftOut(): Promise<readonly string[]> {
  const { files, left } = await databases.read();
  expect(recordsIn(files.get('Calls/calls.json'))[0]?.['number']).toBe('+49');
  return left;
}

describe('databases that are none', () => {
  it.each([
    ['text', Buffer.from('this is not a database at all, whatever its name says '.repeat(40))],
    ['nothing', Buffer.alloc(0)],
    ['a header alone', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)])],
  ])('of %s leave their categories out', async (_what, bytes) => {
    for (const end of ENDS) writeFileSync(databases.make(end, ''), bytes);
    expect(await leftOut()).toEqual(CATEGORIES.map((category) => `${category} unreadable`));
  });

  it('that are cut off or overwritten in the middle leave theirs out', async () => {
    const path = databases.make('sms.db', SMS_TABLES, (database) => {
      const insert = database.prepare('INSERT INTO message(guid, text) VALUES (?, ?)');
      for (let at = 0; at < 500; at += 1) insert.run(`g${at}`, 'x'.repeat(400));
    });
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, Math.floor(whole.length / 2)));
    expect(await leftOut()).toEqual(['messages unreadable']);
    writeFileSync(
      path,
      Buffer.concat([whole.subarray(0, 40_960), Buffer.alloc(whole.length - 40_960, 0xfe)]),
    );
    expect(await leftOut()).toEqual(['messages unreadable']);
  });
});

describe('databases that want something done', () => {
  it.each([
    [
      'a view',
      `CREATE VIEW message AS WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM r) SELECT x AS ROWID, x AS text FROM r;`,
    ],
    ['a virtual table', `CREATE VIRTUAL TABLE message USING fts5(text);`],
    ['a table without rowids', `CREATE TABLE message (guid TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;`],
  ])('as %s instead of a table leave their category out', async (_what, sql) => {
    databases.make('sms.db', sql);
    expect(await leftOut()).toEqual(['messages unreadable']);
  });

  it('run no expression of a generated column, an index, a check or a trigger', async () => {
    databases.make(
      'sms.db',
      `CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT, handle_id INTEGER, date INTEGER,
         service TEXT AS (hex(zeroblob(20000000))) VIRTUAL, CHECK (length(text) < 5000));
       CREATE INDEX i ON message (length(text)) WHERE length(text) > 1;
       CREATE TRIGGER t AFTER DELETE ON message BEGIN SELECT no_such_function(OLD.text); END;
       INSERT INTO message(guid, text) VALUES ('a', 'hi');`,
    );
    const before = statSync(databases.places.get('sms.db') ?? '').size;
    const { files, left } = await databases.read();
    expect(left).toEqual([]);
    expect(recordsIn(files.get('Messages/messages.json'))[0]).toMatchObject({ body: 'hi' });
    expect(recordsIn(files.get('Messages/messages.json'))[0]).not.toHaveProperty('service');
    expect(statSync(databases.places.get('sms.db') ?? '').size).toBe(before);
  });
});

describe('databases that hold what no phone writes', () => {
  it('as other types, numbers beyond reason and references in circles are read for what they are', async () => {
    databases.make(
      'sms.db',
      `${SMS_TABLES}
       INSERT INTO message VALUES (-9223372036854775808, x'ff', 12.5, 'blob?', 'one', 9223372036854775807, 'yes'),
         (1, NULL, x'00ff41', NULL, 1e300, 'now', -1), (9223372036854775807, 'g', 5, x'0b', 1, -9223372036854775808, 1);
       INSERT INTO chat_message_join VALUES (1, 1), (1, 1), (99, 1), ('x', 'y'), (NULL, 1);
       INSERT INTO chat_handle_join VALUES (1, 99), ('1', 'x'), (1, NULL);
       INSERT INTO message_attachment_join VALUES (1, 99), (99, 1), (NULL, NULL);`,
    );
    databases.make(
      'Calendar.sqlitedb',
      `CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, start_date REAL, start_tz TEXT, all_day INTEGER,
         orig_item_id INTEGER, orig_date REAL);
       CREATE TABLE Recurrence (ROWID INTEGER PRIMARY KEY, frequency INTEGER, interval INTEGER, count INTEGER, specifier TEXT, owner_id INTEGER);
       CREATE TABLE ExceptionDate (ROWID INTEGER PRIMARY KEY, owner_id INTEGER, date REAL);
       INSERT INTO CalendarItem VALUES (1, 'a', 1e308, 'Nowhere/' || char(10) || 'X', 'x', 2, 9e99),
         (2, 'b' || char(13) || char(10) || 'END:VEVENT', 0, 'Europe/Berlin', 0, 1, 5), (3, 'c', 7e8, NULL, 1, 3, NULL);
       INSERT INTO Recurrence VALUES (1, 2, 99999999999, -5, 'D=0MO;X=1;S=' || char(10), 2), (2, 77, 1, 1, NULL, 2);
       INSERT INTO ExceptionDate VALUES (1, 2, -1e300), (2, 2, 7e8);`,
    );
    databases.make(
      'AddressBook.sqlitedb',
      `CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Birthday TEXT, ModificationDate REAL);
       CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, property INTEGER, label INTEGER, value TEXT);
       INSERT INTO ABPerson VALUES (1, 'A' || char(13) || char(10) || 'END:VCARD', 'never', 1e300), (2, x'fffe', 1e12, NULL);
       INSERT INTO ABMultiValue VALUES (1, 1, 3, 1, x'00'), (2, 1, 'phone', 'x', 5), (3, 2, 12, NULL, 'soon'), (4, 2, 5, 1, 'street');`,
    );
    const { files, left } = await databases.read();
    expect(left).toEqual([]);
    expect(recordsIn(files.get('Messages/messages.json'))).toHaveLength(3);
    expect(recordsIn(files.get('Calendar/calendar.json'))).toHaveLength(3);
    expect(files.get('Calendar/calendar.ics')?.match(/^END:VEVENT/gm)?.length).toBe(
      files.get('Calendar/calendar.ics')?.match(/^BEGIN:VEVENT/gm)?.length,
    );
    expect(files.get('Contacts/contacts.vcf')?.match(/^END:VCARD/gm)).toHaveLength(2);
  });

  it('as a huge text leave that row out, and never read it', async () => {
    databases.make('sms.db', SMS_TABLES, (database) => {
      database.exec(
        `INSERT INTO message(ROWID, text) VALUES (1, 'hi'); INSERT INTO message(ROWID, text) VALUES (2, zeroblob(120000000));`,
      );
    });
    const before = process.memoryUsage().rss;
    const { files, left } = await databases.read();
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024);
    expect(left).toEqual(['messages unreadable']);
    expect(recordsIn(files.get('Messages/messages.json'))[1]).toEqual({
      message: 'sms',
      _id: 2,
      leftOut: 'unreadable',
    });
    expect(files.get('Messages/messages.xml')).toContain('<smses count="1">');
  });

  it('as more than one owner may have are cut, and said to be', async () => {
    databases.make('sms.db', SMS_TABLES, (database) => {
      database.exec(
        `INSERT INTO message(ROWID, text) VALUES (1, 'hi');
         WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x < 10050) INSERT INTO message_attachment_join SELECT 1, x FROM n;`,
      );
    });
    expect(await leftOut()).toEqual(['messages over-size-limit']);
  });

  it('as tables that no index helps to join are still read in one walk', async () => {
    databases.make('sms.db', SMS_TABLES, (database) => {
      database.exec(
        `WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n WHERE x < 5000)
           INSERT INTO message(ROWID, text, handle_id) SELECT x, 'm' || x, 1 FROM n;
         INSERT INTO chat_message_join SELECT 1, ROWID FROM message ORDER BY random();`,
      );
    });
    const { files } = await databases.read();
    const found = recordsIn(files.get('Messages/messages.json'));
    expect(found).toHaveLength(5_000);
    expect(found.every((one) => one['thread_id'] === 1)).toBe(true);
  });
});
