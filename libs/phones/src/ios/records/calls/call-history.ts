import { CALLS } from '../../../records/calls/call-columns.js';
import type { RecordTable, Row } from '../../../records/row.js';
import { msOfSeconds } from '../database/apple-time.js';
import type { Cells } from '../database/cells.js';
import { PrivateDatabase } from '../database/private-database.js';
import { iosRow, unreadRow } from '../ios-row.js';
import { IosTables } from '../ios-tables.js';
import type { Tally } from '../tally.js';

/** Android's columns, then what only an iPhone says. */
const TABLE: RecordTable = {
  columns: { ...CALLS.columns, unique_id: 'text', service: 'text', call_type: 'number', answered: 'number' },
};
const WANTED = {
  ZADDRESS: 'text',
  ZDATE: 'number',
  ZDURATION: 'number',
  ZORIGINATED: 'number',
  ZANSWERED: 'number',
  ZREAD: 'number',
  ZNAME: 'text',
  ZISO_COUNTRY_CODE: 'text',
  ZLOCATION: 'text',
  ZCALLTYPE: 'number',
  ZSERVICE_PROVIDER: 'text',
  ZUNIQUE_ID: 'text',
} as const;
const INCOMING = 1;
const OUTGOING = 2;
const MISSED = 3;
/** Android's numbers: the number is shown, and is not known. */
const ALLOWED = 1;
const UNKNOWN = 3;
/** Android's bit of `features` for a call with pictures; Apple's `ZCALLTYPE` of FaceTime with video. */
const VIDEO = 1;
const FACETIME_VIDEO = 8n;

/** `CallHistory.storedata` as the table of Android's calls. */
export function callHistory(path: string, tally: Tally): IosTables {
  return new IosTables({ calls: { table: TABLE, rows: () => calls(path, tally) } }, tally);
}

function* calls(path: string, tally: Tally): Generator<Row> {
  const database = PrivateDatabase.open(path);
  try {
    for (const call of database.needed('ZCALLRECORD').rows(WANTED)) {
      const ms = msOfSeconds(call.real('ZDATE'));
      const row = call.isCut ? unreadRow(call.id) : iosRow(call.id, { date: ms, ...callOf(call) });
      tally.see(row, ms);
      yield row;
    }
  } finally {
    database.close();
  }
}

function callOf(call: Cells): Record<string, string | number | bigint | undefined> {
  const number = call.filled('ZADDRESS');
  const type = call.is('ZORIGINATED') ? OUTGOING : call.is('ZANSWERED') ? INCOMING : MISSED;
  const isRead = call.whole('ZREAD') === undefined ? undefined : call.is('ZREAD');
  const place = call.filled('ZLOCATION');
  return {
    number,
    presentation: number === undefined ? UNKNOWN : ALLOWED,
    duration: Math.max(0, Math.round(call.real('ZDURATION') ?? 0)),
    type,
    new: isRead === undefined ? undefined : type === MISSED && !isRead ? 1 : 0,
    is_read: isRead === undefined ? undefined : Number(isRead),
    name: call.filled('ZNAME'),
    countryiso: call.filled('ZISO_COUNTRY_CODE')?.toUpperCase(),
    // Where no place was found, the phone stores a mark such as <<RecentsNumberLocationNotFound>>.
    geocoded_location: place?.startsWith('<<') === true ? undefined : place,
    features: call.whole('ZCALLTYPE') === FACETIME_VIDEO ? VIDEO : 0,
    unique_id: call.filled('ZUNIQUE_ID'),
    service: call.filled('ZSERVICE_PROVIDER'),
    call_type: call.whole('ZCALLTYPE'),
    answered: call.whole('ZANSWERED'),
  };
}
