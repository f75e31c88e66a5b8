import { join } from 'node:path';
import type { PhoneDatabases, ProviderRow } from '../../databases/phone-databases.js';
import { ADDRESS_BOOK_SCHEMA, IMAGES_SCHEMA } from './address-book-schema.js';
import { appleSeconds } from './apple-time.js';
import { newDatabase, type Writing } from './new-database.js';

const FOLDER = 'HomeDomain/Library/AddressBook';
const MIME = 'vnd.android.cursor.item/';

/** Android's numbers of kinds as Apple's labels. */
const PHONES: Readonly<Record<string, string>> = { 1: 'Home', 2: 'Mobile', 3: 'Work', 7: 'Other' };
const PLACES: Readonly<Record<string, string>> = { 1: 'Home', 2: 'Work', 3: 'Other' };
const SERVICES: Readonly<Record<string, string>> = { 7: 'Jabber', 3: 'Skype' };

interface Value {
  readonly property: number;
  readonly label: string | undefined;
  readonly value?: string | undefined;
  readonly parts?: Readonly<Record<string, string | undefined>>;
}

/** Writes the address book and its pictures, of the same people as on an Android phone. */
export async function writeAddressBook(root: string, { tables }: PhoneDatabases): Promise<void> {
  const details = new Map<unknown, ProviderRow[]>();
  for (const row of tables.data ?? []) {
    const known = details.get(row['contact_id']) ?? [];
    known.push(row);
    details.set(row['contact_id'], known);
  }
  await newDatabase(join(root, FOLDER, 'AddressBook.sqlitedb'), ADDRESS_BOOK_SCHEMA, (into) => {
    const words = wordsOf(into);
    into.insert('ABStore', { ROWID: 1, Name: 'Card', Type: 4 });
    for (const group of tables.groups ?? [])
      into.insert('ABGroup', { ROWID: Number(group['_id']), Name: text(group, 'title'), StoreID: 1 });
    for (const person of tables.contacts ?? []) {
      const own = details.get(person['_id']) ?? [];
      into.insert('ABPerson', personOf(person, own));
      for (const row of own) writeDetail(into, words, Number(person['_id']), row);
    }
  });
  await newDatabase(join(root, FOLDER, 'AddressBookImages.sqlitedb'), IMAGES_SCHEMA, (into) => {
    for (const row of tables.data ?? []) {
      const data = row['data15'];
      if (!(data instanceof Uint8Array)) continue;
      const record_id = Number(row['contact_id']);
      into.insert('ABFullSizeImage', { record_id, crop_x: 0, crop_y: 0, crop_width: 1, data });
      into.insert('ABThumbnailImage', { record_id, format: 0, derived_from_format: 0, data });
    }
  });
}

function personOf(person: ProviderRow, details: readonly ProviderRow[]): Parameters<Writing['insert']>[1] {
  const of = (kind: string): ProviderRow | undefined =>
    details.find((row) => row['mimetype'] === `${MIME}${kind}`);
  const [name, work] = [of('name'), of('organization')];
  const born = details.find((row) => row['mimetype'] === `${MIME}contact_event` && row['data2'] === '3');
  const changed = appleSeconds(Number(person['contact_last_updated_timestamp']));
  return {
    ROWID: Number(person['_id']),
    First: text(name, 'data2'),
    Last: text(name, 'data3'),
    Prefix: text(name, 'data4'),
    Middle: text(name, 'data5'),
    Suffix: text(name, 'data6'),
    Organization: text(work, 'data1'),
    JobTitle: text(work, 'data4'),
    Department: text(work, 'data5'),
    Nickname: text(of('nickname'), 'data1'),
    Note: text(of('note'), 'data1'),
    Birthday: dateOf(text(born, 'data1')),
    Kind: 0,
    CreationDate: changed,
    ModificationDate: changed,
    StoreID: 1,
    guid: `${String(person['lookup'])}:ABPerson`,
  };
}

/** Noon UTC of a date in seconds since 2001, as a text; a year that is not known is 1604. */
function dateOf(date: string | undefined): string | undefined {
  const [, year, month, day] = /^(\d{4}|-)-(\d\d)-(\d\d)$/.exec(date ?? '') ?? [];
  if (year === undefined) return undefined;
  const ms = Date.UTC(year === '-' ? 1604 : Number(year), Number(month) - 1, Number(day), 12);
  return `${appleSeconds(ms)}.0`;
}

interface Words {
  label(text: string | undefined): bigint | undefined;
  key(text: string): bigint;
}

/** Labels and names of parts, each written once. */
function wordsOf(into: Writing): Words {
  const known = new Map<string, bigint>();
  const word = (table: string, value: string): bigint => {
    const id = known.get(`${table} ${value}`) ?? into.insert(table, { value });
    known.set(`${table} ${value}`, id);
    return id;
  };
  return {
    label: (value) => (value === undefined ? undefined : word('ABMultiValueLabel', value)),
    key: (value) => word('ABMultiValueEntryKey', value),
  };
}

function writeDetail(into: Writing, words: Words, person: number, row: ProviderRow): void {
  if (row['mimetype'] === `${MIME}group_membership`) {
    into.insert('ABGroupMembers', { group_id: Number(row['data1']), member_type: 0, member_id: person });
    return;
  }
  const value = valueOf(row);
  if (value === undefined) return;
  const uid = into.insert('ABMultiValue', {
    record_id: person,
    property: value.property,
    identifier: 0,
    label: words.label(value.label),
    value: value.value,
  });
  for (const [key, part] of Object.entries(value.parts ?? {})) {
    if (part !== undefined)
      into.insert('ABMultiValueEntry', { parent_id: uid, key: words.key(key), value: part });
  }
}

function valueOf(row: ProviderRow): Value | undefined {
  const value = text(row, 'data1');
  const own = (labels: Readonly<Record<string, string>>): string | undefined => {
    const known = labels[text(row, 'data2') ?? ''];
    return known === undefined ? text(row, 'data3') : `_$!<${known}>!$_`;
  };
  switch (String(row['mimetype']).slice(MIME.length)) {
    case 'phone_v2':
      return { property: 3, label: own(PHONES), value };
    case 'email_v2':
      return { property: 4, label: own(PLACES), value };
    case 'postal-address_v2':
      return {
        property: 5,
        label: own(PLACES),
        parts: { Street: text(row, 'data4'), City: text(row, 'data7'), ZIP: text(row, 'data9') },
      };
    case 'contact_event':
      return text(row, 'data2') === '1'
        ? { property: 12, label: '_$!<Anniversary>!$_', value: dateOf(value) }
        : undefined;
    case 'im':
      return {
        property: 13,
        label: own(PLACES),
        parts: { service: SERVICES[text(row, 'data5') ?? ''], username: value },
      };
    case 'website':
      return { property: 22, label: own({ 7: 'Other' }), value };
    case 'relation':
      return { property: 23, label: own({ 14: 'Spouse' }), value };
    default:
      return undefined;
  }
}

function text(row: ProviderRow | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' ? value : undefined;
}
