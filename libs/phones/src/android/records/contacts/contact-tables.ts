import type { Table } from '../content/table.js';

const MIME = 'vnd.android.cursor.item/';

/** What a row of `data` is, by its `mimetype` (Android's `ContactsContract.CommonDataKinds`). */
export const DATA = {
  name: `${MIME}name`,
  phone: `${MIME}phone_v2`,
  email: `${MIME}email_v2`,
  postal: `${MIME}postal-address_v2`,
  organization: `${MIME}organization`,
  im: `${MIME}im`,
  nickname: `${MIME}nickname`,
  note: `${MIME}note`,
  website: `${MIME}website`,
  group: `${MIME}group_membership`,
  event: `${MIME}contact_event`,
  relation: `${MIME}relation`,
  sip: `${MIME}sip_address`,
  photo: `${MIME}photo`,
} as const;

/** One row a person, as the phone joins several accounts' entries. Account names are not read. */
export const PEOPLE: Table = {
  uri: 'content://com.android.contacts/contacts',
  columns: {
    lookup: 'text',
    display_name: 'text',
    name_raw_contact_id: 'number',
    starred: 'number',
    custom_ringtone: 'text',
    send_to_voicemail: 'number',
    photo_id: 'number',
    photo_file_id: 'number',
    contact_last_updated_timestamp: 'ms',
  },
};

/** One row a fact about a person. `data15` (pictures) is not text and not asked for. */
export const DETAILS: Table = {
  uri: 'content://com.android.contacts/data',
  columns: {
    contact_id: 'number',
    raw_contact_id: 'number',
    account_type: 'text',
    mimetype: 'text',
    is_primary: 'number',
    is_super_primary: 'number',
    ...Object.fromEntries(Array.from({ length: 14 }, (_, at) => [`data${at + 1}`, 'text' as const])),
  },
};

export const GROUPS: Table = {
  uri: 'content://com.android.contacts/groups',
  columns: { title: 'text', account_type: 'text', system_id: 'text', deleted: 'number' },
};
