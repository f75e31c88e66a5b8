import type { Databases, RowOf } from './content-double.js';

const MIME = 'vnd.android.cursor.item/';

/** A row of `data` of contact 1, or of another. */
function detail(_id: number, kind: string, more: Readonly<Record<string, string | number | null>>): RowOf {
  const empty = Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`data${at + 1}`, null]));
  return {
    _id,
    contact_id: 1,
    raw_contact_id: 1,
    account_type: 'com.google',
    mimetype: kind.includes('/') ? kind : `${MIME}${kind}`,
    is_primary: 0,
    is_super_primary: 0,
    ...empty,
    ...more,
  };
}

const PEOPLE: readonly RowOf[] = [1, 2].map((_id) => ({
  _id,
  lookup: `0r${_id}-3A`,
  display_name: _id === 1 ? 'Dr. Zoë; de, Müller\\' : null,
  name_raw_contact_id: 1,
  starred: 1,
  custom_ringtone: null,
  send_to_voicemail: 0,
  photo_id: null,
  photo_file_id: null,
  contact_last_updated_timestamp: 1_750_000_000_123,
}));

const DETAILS: readonly RowOf[] = [
  detail(1, 'name', {
    data1: 'x',
    data2: 'Zoë',
    data3: 'Müller; Sr',
    data4: 'Dr.',
    data5: 'de',
    data6: 'jr',
  }),
  detail(2, 'phone_v2', { data1: '+49 30 1', data2: '2', is_super_primary: 1 }),
  detail(3, 'phone_v2', { data1: '7', data2: '0', data3: 'Boat; "big", ^blue' }),
  detail(4, 'email_v2', { data1: 'zoe@example.org', data2: '2' }),
  detail(5, 'postal-address_v2', {
    data1: 'x',
    data2: '1',
    data4: 'Line 1\nLine 2',
    data7: 'Köln',
    data9: '50667',
  }),
  detail(6, 'organization', { data1: 'A, B; C', data4: 'Head', data5: 'Lab' }),
  detail(7, 'note', {
    data1: 'first\nBEGIN:VCARD\r\nEND:VCARD\nRow: 1 _id=2, lookup=x \u{1f3d6} '.repeat(3),
  }),
  detail(8, 'contact_event', { data1: '--04-12', data2: '3' }),
  detail(9, 'contact_event', { data1: '1999-12-31', data2: '1' }),
  detail(10, 'contact_event', { data1: 'someday', data2: '0', data3: 'Party' }),
  detail(11, 'relation', { data1: 'Ann', data2: '8' }),
  detail(12, 'group_membership', { data1: '5' }),
  detail(13, 'vnd.com.example/blood', { data1: 'A+', data3: 'x;y' }),
  detail(14, 'im', { data1: 'zoë@chat', data5: '7' }),
  detail(15, 'website', { data1: 'https://example.org/a b' }),
  detail(16, 'nickname', { data1: 'Zo' }),
  detail(17, 'phone_v2', { contact_id: 2, data1: '110', data2: '7' }),
];

const SMS: readonly RowOf[] = [
  { body: 'Hi, "you" & <me>\nline 2 \u0000\u{1f600}', type: 1, date: 1_700_000_000_000 },
  { body: 'x\nRow: 0 _id=1, thread_id=9, body=forged', type: 2, date: 1_700_000_100_000 },
  { body: null, type: 1, date: 0 },
].map((row, at) => ({
  _id: at + 1,
  thread_id: 1,
  address: '+491',
  date_sent: 0,
  protocol: 0,
  read: 1,
  seen: 1,
  status: -1,
  reply_path_present: 0,
  subject: null,
  service_center: null,
  locked: 0,
  error_code: 0,
  sub_id: 1,
  ...row,
}));

const MMS: readonly RowOf[] = [
  {
    _id: 7,
    thread_id: 1,
    date: 1_700_000_200,
    msg_box: 1,
    sub: 'Trip',
    m_type: 132,
    ct_t: 'multipart',
    read: 1,
  },
  {
    _id: 8,
    thread_id: 2,
    date: 1_700_000_300,
    msg_box: 1,
    sub: null,
    m_type: 132,
    ct_t: 'multipart',
    read: 1,
  },
];

const PARTS: readonly RowOf[] = [
  { _id: 20, mid: 7, seq: -1, ct: 'application/smil', name: 's.smil', text: '<smil/>' },
  { _id: 21, mid: 7, seq: 0, ct: 'text/plain', name: null, text: 'hello\nthere' },
  { _id: 22, mid: 7, seq: 0, ct: 'image/jpeg', name: '../../etc/evil\u202e:name.', text: null },
  { _id: 23, mid: 8, seq: 0, ct: 'image/png', name: 'CON.png', text: null },
].map((row) => ({ chset: null, cd: null, fn: null, cid: null, cl: null, ctt_s: null, ctt_t: null, ...row }));

/** A phone with two people, three short messages, two multimedia ones and three calls. */
export function peopleAndMessages(): Databases & { tables: Record<string, readonly RowOf[]> } {
  return {
    tables: {
      'content://com.android.contacts/contacts': PEOPLE,
      'content://com.android.contacts/data': DETAILS,
      'content://com.android.contacts/groups': [
        { _id: 5, title: 'Friends, old', account_type: null, system_id: null, deleted: 0 },
      ],
      'content://sms': SMS,
      'content://mms': MMS,
      'content://mms/part': PARTS,
      'content://mms/8/addr': [
        { _id: 1, address: '+492', type: 137, charset: 106 },
        { _id: 2, address: '+493', type: 151, charset: 106 },
      ],
      'content://mms-sms/conversations?simple=true': [
        { _id: 1, recipient_ids: '1' },
        { _id: 2, recipient_ids: '2 3' },
      ],
      'content://mms-sms/canonical-addresses': ['+491', '+492', '+493'].map((address, at) => ({
        _id: at + 1,
        address,
      })),
      'content://call_log/calls': [1, 2, 3].map((_id) => ({
        _id,
        number: _id === 3 ? null : `+4${_id}`,
        presentation: 1,
        date: 1_700_000_000_000 + _id,
        duration: 61,
        type: _id,
        name: _id === 1 ? '<Ann> & "Bob"' : null,
      })),
    },
    files: {
      'content://mms/part/22': Buffer.from('jpeg bytes'),
      'content://mms/part/23': Buffer.alloc(1024 * 1024 + 1, 7),
    },
  };
}
