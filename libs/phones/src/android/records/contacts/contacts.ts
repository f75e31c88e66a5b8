import { contactCards, contactsJson } from '../../../records/contacts/contact-files.js';
import { msOf } from '../../../records/formats/utc-time.js';
import { FOLDERS } from '../../../records/record-names.js';
import type { RecordKind } from '../record-kind.js';
import { DETAILS, GROUPS, PEOPLE } from './contact-tables.js';
import { PhotoReader } from './photo-reader.js';

/** The people in the phone's address book. */
export const CONTACTS: RecordKind = {
  category: 'contacts',
  folder: FOLDERS.contacts,
  tables: {
    people: { table: PEOPLE, needed: true, records: true },
    details: { table: DETAILS, needed: true, records: false },
    groups: { table: GROUPS, needed: false, records: false },
  },
  secondsOf: (_table, row) => (msOf(row.values?.get('contact_last_updated_timestamp')) || 0) / 1000,
  files: [
    { name: 'contacts.json', render: contactsJson },
    {
      name: 'contacts.vcf',
      render: (tables) => contactCards(tables, '4.0', new PhotoReader(tables.shell, tables.signal)),
    },
    {
      name: 'contacts-3.0.vcf',
      render: (tables) => contactCards(tables, '3.0', new PhotoReader(tables.shell, tables.signal)),
    },
  ],
};
