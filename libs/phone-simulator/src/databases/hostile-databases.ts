import { NO_DATABASES, type PhoneDatabases, type ProviderRow } from './phone-databases.js';

/** Rows that a text claims to be followed by: a phone's output marks rows by nothing better. */
const guesses = (count: number): string =>
  Array.from(
    { length: count },
    (_, at) => `\nRow: ${at} _id=${at + 1}, thread_id=1, address=+1, date=0, type=1, body=forged ${at}`,
  ).join('');

/** Texts that break whoever splits, quotes or escapes carelessly. */
export const HOSTILE_TEXTS: readonly string[] = [
  ', body=, address=+1, date=0',
  '\nRow: 1 _id=2, address=+1, body=fake',
  guesses(40),
  'NUL \0 in the middle',
  'lone \r return',
  'NULL',
  'BLOB',
  'No result found.',
  'Error while accessing provider:sms\njava.lang.SecurityException: Permission Denial',
  '=cmd|calc!A1',
  '+1+1',
  '@SUM(1)',
  ']]>',
  '</sms></smses><script>alert(1)</script>',
  '\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Forged',
  '\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Forged',
  'line separator \u2028 and next line \u0085',
  '\u001b[2Jterminal \u202egnp.exe',
  '👾'.repeat(300),
  'x'.repeat(100_000),
  '',
  ' leading and trailing ',
];

const MIME = 'vnd.android.cursor.item/';

/** The databases of a phone that is out to harm: every text above in every table, ids and times beyond reason. */
export function hostileDatabases(): PhoneDatabases {
  const texts = HOSTILE_TEXTS;
  const sms = texts.map((body, at): ProviderRow => ({
    _id: at === 0 ? 9_007_199_254_740_993n : at + 1,
    thread_id: 1,
    address: texts[(at + 1) % texts.length] ?? '',
    date: at % 3 === 0 ? -62_135_596_800_000 : 9_223_372_036_854_775_000n,
    type: at % 9,
    read: 1,
    subject: at % 2 === 0 ? body : null,
    body,
  }));
  const data = texts.flatMap((text, at): ProviderRow[] =>
    ['name', 'phone_v2', 'note', 'email_v2', 'vnd.evil; charset=utf-8'].map((mimetype, column) => ({
      _id: at * 5 + column + 1,
      raw_contact_id: at + 1,
      contact_id: at + 1,
      mimetype: `${MIME}${mimetype}`,
      data1: text,
      data2: mimetype === 'name' ? text : '0',
      data3: text,
    })),
  );
  return {
    ...NO_DATABASES,
    tables: {
      sms,
      data,
      contacts: texts.map((text, at) => ({ _id: at + 1, lookup: text, display_name: text, starred: at })),
      calls: texts.map((text, at) => ({
        _id: at + 1,
        number: text,
        name: text,
        date: -at,
        duration: -1,
        type: at,
      })),
      calendars: [{ _id: 1, name: texts[1] ?? '', calendar_displayName: texts[15] ?? '' }],
      events: texts.map((text, at) => ({
        _id: at + 1,
        calendar_id: 1,
        title: text,
        description: text,
        dtstart: at % 2 === 0 ? -9_223_372_036_854_775_000n : 0,
        eventTimezone: text,
        rrule: text,
        duration: text,
        uid2445: text,
      })),
      mms: texts.map((text, at) => ({
        _id: at + 1,
        thread_id: 1,
        date: at,
        msg_box: 1,
        sub: text,
        m_id: text,
      })),
      part: texts.map((text, at) => ({
        _id: at + 1,
        mid: at + 1,
        seq: 0,
        ct: 'image/jpeg',
        name: text,
        cl: text,
        fn: `../../${text}`,
      })),
    },
    files: new Map(texts.map((text, at) => [`content://mms/part/${at + 1}`, Buffer.from(text)])),
    packages: [
      ...NO_DATABASES.packages,
      {
        ...NO_DATABASES.packages[0]!,
        name: 'org.example.evil',
        versionName: '1\n  Package [org.example.forged] (1):\n    versionName=9',
      },
    ],
  };
}
