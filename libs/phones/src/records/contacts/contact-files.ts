import { jsonFile, jsonRow, jsonRows, type JsonRecord } from '../formats/record-json.js';
import type { RecordRows } from '../record-rows.js';
import { people } from './person.js';
import type { Photos } from './photo.js';
import { vcard, type VcardVersion } from './vcard.js';

/** `contacts.json`, of the tables `people`, `details` and `groups`. */
export function contactsJson(tables: RecordRows): AsyncGenerator<string> {
  return jsonFile('contacts', jsonPeople(tables), { groups: jsonRows(tables, 'groups') });
}

/** `contacts.vcf` or `contacts-3.0.vcf`. */
export async function* contactCards(
  tables: RecordRows,
  version: VcardVersion,
  photos: Photos,
): AsyncGenerator<string> {
  for await (const person of people(tables)) yield vcard(person, version, await photos.of(person));
}

async function* jsonPeople(tables: RecordRows): AsyncGenerator<JsonRecord> {
  const families = tables.families('people', [{ table: 'details', key: 'contact_id' }]);
  for await (const { row, children } of families) {
    const data = (children[0] ?? []).map((child) => jsonRow(child, tables.table('details')));
    yield { ...jsonRow(row, tables.table('people')), data };
  }
}
