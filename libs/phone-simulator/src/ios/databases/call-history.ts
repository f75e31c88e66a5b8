import { join } from 'node:path';
import type { PhoneDatabases } from '../../databases/phone-databases.js';
import { appleSeconds } from './apple-time.js';
import { newDatabase } from './new-database.js';

/** `CallHistory.storedata`, which Core Data makes. */
const SCHEMA = `
CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZANSWERED INTEGER, ZCALL_CATEGORY INTEGER,
  ZCALLTYPE INTEGER, ZDISCONNECTED_CAUSE INTEGER, ZFACE_TIME_DATA INTEGER, ZHANDLE_TYPE INTEGER, ZNUMBER_AVAILABILITY INTEGER,
  ZORIGINATED INTEGER, ZREAD INTEGER, ZDATE TIMESTAMP, ZDURATION FLOAT, ZDEVICE_ID VARCHAR, ZISO_COUNTRY_CODE VARCHAR,
  ZLOCATION VARCHAR, ZNAME VARCHAR, ZSERVICE_PROVIDER VARCHAR, ZUNIQUE_ID VARCHAR UNIQUE, ZADDRESS BLOB);
CREATE INDEX Z_CallRecord_date ON ZCALLRECORD (ZDATE COLLATE BINARY ASC);
CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
`;
const OUTGOING = 2;
const MISSED = 3;

/** Writes the calls of an Android phone as an iPhone keeps them; the address is a blob, as Core Data stores it. */
export async function writeCallHistory(root: string, { tables }: PhoneDatabases): Promise<void> {
  await newDatabase(join(root, 'HomeDomain/Library/CallHistoryDB/CallHistory.storedata'), SCHEMA, (into) => {
    const calls = tables.calls ?? [];
    for (const call of calls) {
      const type = Number(call['type']);
      into.insert('ZCALLRECORD', {
        Z_PK: Number(call['_id']),
        Z_ENT: 2,
        Z_OPT: 1,
        ZANSWERED: Number(type !== OUTGOING && type !== MISSED),
        ZCALLTYPE: 1,
        ZORIGINATED: Number(type === OUTGOING),
        ZREAD: Number(type !== MISSED),
        ZDATE: appleSeconds(Number(call['date'])),
        ZDURATION: Number(call['duration']) + 0.25,
        ZISO_COUNTRY_CODE: 'de',
        ZLOCATION:
          typeof call['geocoded_location'] === 'string'
            ? call['geocoded_location']
            : '<<RecentsNumberLocationNotFound>>',
        ZNAME: typeof call['name'] === 'string' ? call['name'] : undefined,
        ZSERVICE_PROVIDER: 'com.apple.Telephony',
        ZUNIQUE_ID: `CALL-${String(call['_id'])}`,
        ZADDRESS: Buffer.from(String(call['number'])),
      });
    }
    into.insert('Z_PRIMARYKEY', { Z_ENT: 2, Z_NAME: 'CallRecord', Z_SUPER: 0, Z_MAX: calls.length });
  });
}
