import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { peopleAndMessages } from '../testing/people-and-messages.js';
import { readRecords } from '../testing/read-records.js';

type Property = [string, Record<string, string | string[]>, string, ...unknown[]];

async function cards(file: string): Promise<{ text: string; first: Property[]; second: Property[] }> {
  const { text } = await readRecords(peopleAndMessages(), ['contacts']);
  const written = await text(`Phone records/Contacts/${file}`);
  const [first, second] = ICAL.parse(written) as unknown as [[string, Property[]], [string, Property[]]];
  return { text: written, first: first[1], second: second[1] };
}

const values = (card: readonly Property[], name: string): unknown[] =>
  card.filter(([key]) => key === name).map((property) => property[3]);

describe('contacts.vcf', () => {
  it('is read back by another library, whatever the texts hold', async () => {
    const { first, second } = await cards('contacts.vcf');
    expect(values(first, 'fn')).toEqual(['Dr. Zoë; de, Müller\\']);
    expect(values(first, 'n')).toEqual([['Müller; Sr', 'Zoë', 'de', 'Dr.', 'jr']]);
    expect(values(first, 'tel')).toEqual(['+49 30 1', '7']);
    // A property that the reader does not know stays escaped.
    expect(values(first, 'x-ablabel')).toEqual(['Boat; "big"\\, ^blue', 'Party', 'Mother']);
    expect(values(first, 'email')).toEqual(['zoe@example.org']);
    expect(values(first, 'adr')).toEqual([['', '', 'Line 1\nLine 2', 'Köln', '', '50667', '']]);
    expect(values(first, 'org')).toEqual([['A, B; C', 'Lab']]);
    expect(values(first, 'title')).toEqual(['Head']);
    const note = 'first\nBEGIN:VCARD\nEND:VCARD\nRow: 1 _id=2, lookup=x \u{1f3d6} ';
    expect(values(first, 'note')).toEqual([note.repeat(3)]);
    expect(values(first, 'categories')).toEqual(['Friends, old']);
    expect(values(first, 'nickname')).toEqual(['Zo']);
    expect(values(first, 'impp')).toEqual(['xmpp:zo%C3%AB@chat']);
    expect(values(first, 'url')).toEqual(['https://example.org/a%20b']);
    expect(values(first, 'uid')).toEqual(['0r1-3A']);
    expect(String(values(first, 'x-android-custom')[0])).toContain('vnd.com.example/blood');
    expect(values(second, 'fn')).toEqual(['110']);
    expect(values(second, 'tel')).toEqual(['110']);
  });

  it('writes dates, relations and types as version 4.0 has them', async () => {
    const { text } = await cards('contacts.vcf');
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'VERSION:4.0',
        'REV:20250615T150640Z',
        'TEL;TYPE=cell;PREF=1:+49 30 1',
        'BDAY:--0412',
        'ANNIVERSARY:19991231',
        'item2.X-ABDATE;VALUE=text:someday',
        'item3.RELATED;TYPE=parent;VALUE=text:Ann',
        'item3.X-ABLabel:Mother',
      ]),
    );
  });

  it('is also there as version 3.0, which Android imports', async () => {
    const { text, first } = await cards('contacts-3.0.vcf');
    expect(values(first, 'fn')).toEqual(['Dr. Zoë; de, Müller\\']);
    const lines = text.replaceAll('\r\n ', '').split('\r\n');
    expect(lines).toContain('VERSION:3.0');
    expect(lines).toContain('TEL;TYPE=cell,pref:+49 30 1');
    expect(text).not.toContain('RELATED');
    expect(text).toContain('X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Ann;8;');
  });

  it('has no line over 75 octets and no bare line break', async () => {
    const { text } = await cards('contacts.vcf');
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.join('')).not.toMatch(/[\r\n\ufffd]/);
  });
});

describe('contacts.json', () => {
  it('has every person with every detail', async () => {
    const { text } = await readRecords(peopleAndMessages(), ['contacts']);
    const file = JSON.parse(await text('Phone records/Contacts/contacts.json'));
    expect(file).toMatchObject({ schema: 1, kind: 'contacts', groups: [{ _id: 5, title: 'Friends, old' }] });
    expect(file.records.map((record: { data: unknown[] }) => record.data.length)).toEqual([16, 1]);
    expect(file.records[0]).toMatchObject({
      _id: 1,
      contact_last_updated_timestamp: 1_750_000_000_123,
      contact_last_updated_timestamp_utc: '2025-06-15T15:06:40.123Z',
    });
    expect(file.records[1].display_name).toBeUndefined();
  });
});
