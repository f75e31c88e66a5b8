import type { RecordTable } from '../row.js';

/** One row a person, as the phone joins several accounts' entries. Account names are not read. */
export const PEOPLE: RecordTable = {
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

/** One row a fact about a person. Android's `data15` (pictures) is not text and not asked for. */
export const DETAILS: RecordTable = {
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

export const GROUPS: RecordTable = {
  columns: { title: 'text', account_type: 'text', system_id: 'text', deleted: 'number' },
};
