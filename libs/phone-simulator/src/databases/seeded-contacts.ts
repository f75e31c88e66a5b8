import { seeded } from '../demo/seeded.js';
import type { PhoneDatabases, ProviderRow } from './phone-databases.js';
import { FAMILY, GIVEN, numberOf } from './seeded-words.js';

const MIME = 'vnd.android.cursor.item/';
const CHANGED = Date.UTC(2026, 0, 15);
/** The smallest picture that every viewer opens: one grey pixel. */
const PHOTO = Buffer.from(
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////' +
    '////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=',
  'base64',
);

/** People with every kind of fact that Android's own address book writes. */
export function seededContacts(seed: number, count: number): Pick<PhoneDatabases, 'tables' | 'files'> {
  const random = seeded(seed, 'contacts');
  const contacts: ProviderRow[] = [];
  const raw: ProviderRow[] = [];
  const data: ProviderRow[] = [];
  const files = new Map<string, Uint8Array>();
  for (let id = 1; id <= count; id += 1) {
    const given = GIVEN[random.below(GIVEN.length)] ?? '';
    const family = FAMILY[random.below(FAMILY.length)] ?? '';
    const name = `${given} ${family}`;
    const hasPhoto = id % 10 === 1;
    const add = (mimetype: string, values: ProviderRow): void => {
      data.push({
        _id: data.length + 1,
        raw_contact_id: id,
        contact_id: id,
        lookup: `lookup${id}`,
        mimetype: `${MIME}${mimetype}`,
        is_primary: 0,
        is_super_primary: 0,
        account_name: 'somebody@example.org',
        account_type: 'com.google',
        display_name: name,
        ...values,
      });
    };
    add('name', { data1: name, data2: given, data3: family, data4: id % 9 === 0 ? 'Dr.' : null });
    add('phone_v2', { data1: numberOf(id), data2: '2', is_primary: 1 });
    if (id % 2 === 0)
      add('phone_v2', { data1: numberOf(id + 500), data2: '0', data3: 'Boat; weekends, only' });
    add('email_v2', { data1: `person${id}@example.org`, data2: '1' });
    if (id % 3 === 0)
      add('postal-address_v2', {
        data1: `Street ${id}\n50667 Köln`,
        data2: '1',
        data4: `Street ${id}`,
        data7: 'Köln',
        data9: '50667',
      });
    if (id % 4 === 0) add('organization', { data1: 'Example, Inc.', data4: 'Director; Ops', data5: 'Sales' });
    if (id % 5 === 0) add('note', { data1: 'Met in Rome, 2019.\nLikes: tea; cake' });
    if (id % 6 === 0) add('website', { data1: 'https://example.org/a,b;c', data2: '7' });
    if (id % 7 === 0) add('contact_event', { data1: '1980-02-29', data2: '3' });
    if (id % 8 === 0) add('contact_event', { data1: '--06-14', data2: '1' });
    if (id % 9 === 0) add('relation', { data1: 'Somebody', data2: '14' });
    if (id % 10 === 0) add('nickname', { data1: 'Big 🐻' });
    if (id % 11 === 0) add('im', { data1: 'person@chat.example', data2: '1', data5: '7' });
    if (id % 12 === 0) add('vnd.org.example.unknown', { data1: 'kept, whatever it means' });
    add('group_membership', { data1: String(1 + (id % 2)) });
    const photoId = data.length + 1;
    if (hasPhoto) {
      add('photo', { data15: PHOTO });
      files.set(`content://com.android.contacts/contacts/${id}/display_photo`, PHOTO);
      files.set(`content://com.android.contacts/contacts/${id}/photo`, PHOTO);
    }
    contacts.push({
      _id: id,
      lookup: `lookup${id}`,
      display_name: name,
      name_raw_contact_id: id,
      starred: id % 13 === 0 ? 1 : 0,
      send_to_voicemail: 0,
      photo_id: hasPhoto ? photoId : null,
      has_phone_number: 1,
      contact_last_updated_timestamp: CHANGED + id * 1000,
    });
    raw.push({
      _id: id,
      contact_id: id,
      account_name: 'somebody@example.org',
      account_type: 'com.google',
      version: 3,
      deleted: 0,
    });
  }
  const groups: ProviderRow[] = ['Friends, old', 'My Contacts'].map((title, at) => ({
    _id: at + 1,
    title,
    account_type: 'com.google',
    deleted: 0,
  }));
  return { tables: { contacts, raw_contacts: raw, data, groups }, files };
}
