import { jsonFile, jsonRow, type JsonRecord } from '../formats/record-json.js';
import { msOf } from '../formats/utc-time.js';
import { FOLDERS } from '../record-names.js';
import type { RecordKind } from '../record-kind.js';
import type { RecordTables } from '../record-tables.js';
import { withChildren } from '../with-children.js';
import { DETAILS, GROUPS, PEOPLE } from './contact-tables.js';
import { people } from './person.js';
import { PhotoReader } from './photo-reader.js';
import { vcard, type VcardVersion } from './vcard.js';

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
    {
      name: 'contacts.json',
      render: (tables) => jsonFile('contacts', jsonPeople(tables), { groups: groups(tables) }),
    },
    { name: 'contacts.vcf', render: (tables) => cards(tables, '4.0') },
    { name: 'contacts-3.0.vcf', render: (tables) => cards(tables, '3.0') },
  ],
};

async function* jsonPeople(tables: RecordTables): AsyncGenerator<JsonRecord> {
  const families = withChildren(tables, 'people', [{ table: 'details', key: 'contact_id' }]);
  for await (const { row, children } of families) {
    const data = (children[0] ?? []).map((child) => jsonRow(child, tables.table('details')));
    yield { ...jsonRow(row, tables.table('people')), data };
  }
}

async function* groups(tables: RecordTables): AsyncGenerator<JsonRecord> {
  for await (const row of tables.rows('groups')) yield jsonRow(row, tables.table('groups'));
}

async function* cards(tables: RecordTables, version: VcardVersion): AsyncGenerator<string> {
  const photos = new PhotoReader(tables.shell, tables.signal);
  for await (const person of people(tables)) yield vcard(person, version, await photos.of(person));
}
