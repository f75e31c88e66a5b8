import { DETAILS, GROUPS, PEOPLE } from '../../../records/contacts/contact-columns.js';
import { DATA } from '../../../records/contacts/data-kinds.js';
import type { Row } from '../../../records/row.js';
import { dateOf, msOfSeconds } from '../database/apple-time.js';
import type { Cells } from '../database/cells.js';
import { Owned } from '../database/owned.js';
import { PrivateDatabase } from '../database/private-database.js';
import { iosRow, unreadRow } from '../ios-row.js';
import { IosTables } from '../ios-tables.js';
import type { Tally } from '../tally.js';
import { Entries, namesOf } from './entries.js';
import { multiValueDetail, type Detail } from './multi-value.js';
import type { Pictures } from './pictures.js';

const OWN = {
  Prefix: 'text',
  First: 'text',
  Middle: 'text',
  Last: 'text',
  Suffix: 'text',
  FirstPhonetic: 'text',
  MiddlePhonetic: 'text',
  LastPhonetic: 'text',
  Organization: 'text',
  Department: 'text',
  JobTitle: 'text',
  Nickname: 'text',
  Note: 'text',
  Birthday: 'text',
  CompositeNameFallback: 'text',
  ModificationDate: 'number',
  guid: 'text',
} as const;

/** `AddressBook.sqlitedb` as the tables of Android's contacts. */
export function addressBook(path: string, pictures: Pictures, tally: Tally): IosTables {
  return new IosTables(
    {
      people: { table: PEOPLE, rows: () => people(path, pictures, tally) },
      details: { table: DETAILS, rows: () => details(path, tally) },
      groups: { table: GROUPS, rows: () => groups(path) },
    },
    tally,
  );
}

function* people(path: string, pictures: Pictures, tally: Tally): Generator<Row> {
  const database = PrivateDatabase.open(path);
  try {
    for (const person of database.needed('ABPerson').rows(OWN)) {
      const changed = msOfSeconds(person.real('ModificationDate'));
      const row = person.isCut
        ? unreadRow(person.id)
        : iosRow(person.id, {
            lookup: person.filled('guid') ?? `iphone-contact-${person.id}`,
            display_name: shownName(person),
            name_raw_contact_id: person.id,
            photo_id: pictures.has(person.id) ? person.id : undefined,
            contact_last_updated_timestamp: changed,
          });
      tally.see(row, changed);
      yield row;
    }
  } finally {
    database.close();
  }
}

function shownName(person: Cells): string | undefined {
  const names = ['Prefix', 'First', 'Middle', 'Last', 'Suffix'].map((column) => person.filled(column));
  const name = names.filter((one) => one !== undefined).join(' ');
  return (
    name ||
    (person.filled('Organization') ?? person.filled('Nickname') ?? person.filled('CompositeNameFallback'))
  );
}

function* details(path: string, tally: Tally): Generator<Row> {
  const database = PrivateDatabase.open(path);
  try {
    const table = database.table('ABMultiValue');
    const value = table?.finder({ UID: 'number', property: 'number', label: 'number', value: 'text' });
    const labels = namesOf(database.table('ABMultiValueLabel'));
    const entries = Entries.read(database);
    const values = new Owned(table, 'record_id');
    const members = new Owned(database.table('ABGroupMembers'), 'member_id');
    const member = database.table('ABGroupMembers')?.finder({ group_id: 'number', member_type: 'number' });
    for (const person of database.needed('ABPerson').rows(OWN)) {
      const owned = values.of(person.id);
      const found: (Detail | undefined)[] = ownDetails(person);
      for (const id of owned.list) {
        const row = value?.(id);
        if (row === undefined || row.isCut) {
          tally.lose('unreadable');
          continue;
        }
        found.push(
          multiValueDetail({
            property: row.whole('property'),
            label: labels.get(row.whole('label') ?? -1n),
            value: row.text('value') ?? '',
            parts: entries?.of(row.whole('UID') ?? id) ?? new Map<string, string>(),
          }),
        );
      }
      for (const id of members.of(person.id).list) {
        const row = member?.(id);
        // Members of the other types are groups in groups.
        if ((row?.whole('member_type') ?? 0n) === 0n)
          found.push({ mimetype: DATA.group, data1: String(row?.whole('group_id') ?? '') });
      }
      if (owned.cut) tally.lose('over-size-limit');
      const said = found.filter((detail) => detail !== undefined);
      for (const [at, detail] of said.entries()) {
        const ids = { contact_id: person.id, raw_contact_id: person.id };
        yield iosRow(person.id * 100_000n + BigInt(at + 1), { ...ids, ...detail });
      }
    }
  } finally {
    database.close();
  }
}

/** What stands in a person's own row. */
function ownDetails(person: Cells): Detail[] {
  const text = (column: string): string | undefined => person.filled(column);
  const name = {
    data2: text('First'),
    data3: text('Last'),
    data4: text('Prefix'),
    data5: text('Middle'),
    data6: text('Suffix'),
    data7: text('FirstPhonetic'),
    data8: text('MiddlePhonetic'),
    data9: text('LastPhonetic'),
  };
  const work = { data1: text('Organization'), data4: text('JobTitle'), data5: text('Department') };
  const isSaid = (values: Detail): boolean => Object.values(values).some((value) => value !== undefined);
  const born = dateOf(Number(text('Birthday') ?? Number.NaN));
  return [
    ...(isSaid(name) ? [{ mimetype: DATA.name, data1: shownName(person), ...name }] : []),
    ...(isSaid(work) ? [{ mimetype: DATA.organization, ...work }] : []),
    ...(text('Nickname') === undefined ? [] : [{ mimetype: DATA.nickname, data1: text('Nickname') }]),
    ...(text('Note') === undefined ? [] : [{ mimetype: DATA.note, data1: text('Note') }]),
    ...(born === undefined ? [] : [{ mimetype: DATA.event, data1: born, data2: '3' }]),
  ];
}

function* groups(path: string): Generator<Row> {
  const database = PrivateDatabase.open(path);
  try {
    for (const group of database.table('ABGroup')?.rows({ Name: 'text' }) ?? []) {
      yield iosRow(group.id, { title: group.filled('Name') });
    }
  } finally {
    database.close();
  }
}
