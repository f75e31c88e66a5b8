import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { seededDatabases } from '../../databases/seeded-databases.js';
import { xmlElements, type XmlElement } from '../../testing/phone-xml.js';
import { androidRecordFiles, iosRecordFiles, type RecordFiles } from '../../testing/record-files.js';
import { writeIosDatabases } from './write-ios-databases.js';

const SEED = 7;
const SIZES = { contacts: 40, sms: 90, mms: 8, calls: 40, events: 40 };

let base: string;
let android: RecordFiles;
let iphone: RecordFiles;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'holdfast-both-'));
  await mkdir(join(base, 'sdcard'));
  android = await androidRecordFiles(base, seededDatabases(SEED, SIZES));
  await writeIosDatabases(join(base, 'iphone'), { seed: SEED, ...SIZES, extras: false });
  iphone = await iosRecordFiles(join(base, 'iphone'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

const both = (path: string): readonly [string, string] => [
  android.files.get(path) ?? '',
  iphone.files.get(path) ?? '',
];

describe('an Android phone and an iPhone with the same people', () => {
  it('give the same files, with notes besides', () => {
    const names = (files: RecordFiles): string[] =>
      [...files.files.keys()].filter((path) => !/^Messages\/Attachments|^Notes/.test(path)).sort();
    expect(names(iphone)).toEqual(names(android));
    expect([...iphone.files.keys()]).toContain('Notes/notes.json');
    expect(iphone.left).toEqual([]);
  });

  it.each(['contacts.vcf', 'contacts-3.0.vcf'])('give the same %s', (name) => {
    const [one, other] = both(`Contacts/${name}`).map(cards);
    expect(other).toHaveLength(SIZES.contacts);
    expect(other).toEqual(one);
    expect(iphone.files.get(`Contacts/${name}`)?.match(/^PHOTO/gm)).toHaveLength(4);
  });

  it('give the same messages.xml', () => {
    const [one, other] = both('Messages/messages.xml').map((text) => xmlElements(text).map(message));
    expect(other?.filter((element) => element !== undefined)).toEqual(
      one?.filter((element) => element !== undefined),
    );
    const pictures = xmlElements(iphone.files.get('Messages/messages.xml') ?? '').filter(
      ({ attributes }) => attributes['ct'] === 'image/jpeg',
    );
    expect(pictures).toHaveLength(SIZES.mms);
    expect(pictures.every(({ attributes }) => (attributes['data'] ?? '').length > 2_000)).toBe(true);
  });

  it('give the same calls.xml', () => {
    const [one, other] = both('Calls/calls.xml').map(xmlElements);
    expect(other).toHaveLength(SIZES.calls + 1);
    expect(other).toEqual(one);
  });

  it('give the same calendar', () => {
    const [one, other] = both('Calendar/calendar.ics').map(eventsOf);
    expect(other).toHaveLength(SIZES.events);
    expect(other).toEqual(one);
  });

  it.each([
    ['Contacts/contacts.json', ['display_name', 'contact_last_updated_timestamp_utc']],
    [
      'Messages/messages.json',
      ['message', 'thread_id', 'address', 'date', 'date_utc', 'read', 'type', 'msg_box', 'm_type', 'body'],
    ],
    [
      'Calls/calls.json',
      [
        'number',
        'presentation',
        'date',
        'date_utc',
        'duration',
        'type',
        'new',
        'name',
        'countryiso',
        'geocoded_location',
      ],
    ],
    [
      'Calendar/calendar.json',
      [
        'calendar_id',
        'title',
        'description',
        'eventLocation',
        'dtstart',
        'dtend',
        'duration',
        'eventTimezone',
        'allDay',
        'rrule',
        'eventStatus',
        'organizer',
      ],
    ],
  ])('name the same in %s', (path, columns) => {
    const [one, other] = both(path).map((text) =>
      (JSON.parse(text) as { records: Record<string, unknown>[] }).records.map((record) =>
        columns.map((column) => unprefixed(column, record[column])),
      ),
    );
    expect(other?.length).toBeGreaterThan(0);
    expect(other).toEqual(one);
  });
});

/** The seeded Android phone shows a name without the title that stands before it; an iPhone shows both. */
function unprefixed(column: string, value: unknown): unknown {
  return column === 'display_name' && typeof value === 'string' ? value.replace(/^Dr\. /, '') : value;
}

/**
 * Each card as its lines, sorted, without what one of them lacks: the other's key, preference, the kinds
 * that Android knows alone, and pictures, which Android does not hand out. */
function cards(text: string): readonly (readonly string[])[] {
  const unfolded = text.replaceAll('\r\n ', '');
  return unfolded
    .split('BEGIN:VCARD\r\n')
    .slice(1)
    .map((card) =>
      card
        .replace(/^item\d+\./gm, 'item.')
        .replaceAll(';PREF=1', '')
        .replaceAll(',pref', '')
        .replace(/^FN:Dr\. /gm, 'FN:')
        .split('\r\n')
        .filter(
          (line) =>
            !/^(UID|PHOTO|X-HOLDFAST-STARRED|X-ANDROID-CUSTOM:vnd\.android\.cursor\.item\/vnd\.org)/.test(
              line,
            ),
        )
        .map((line) => (line.startsWith('X-ANDROID-CUSTOM:') ? custom(line) : line))
        .sort(),
    );
}

/** Of what an older card has no property for, the kind and the values that both phones store. */
function custom(line: string): string {
  return line.split(';').slice(0, 3).join(';');
}

/** What both phones know of a message; layouts, empty texts and the number of elements differ. */
function message({ name, attributes }: XmlElement): readonly string[] | undefined {
  const some = (...columns: string[]): string[] => columns.map((column) => attributes[column] ?? '-');
  if (name === 'sms')
    return some(
      'address',
      'date',
      'type',
      'body',
      'read',
      'status',
      'readable_date',
      'service_center',
      'subject',
    );
  if (name === 'mms')
    return some('date', 'msg_box', 'm_type', 'ct_t', 'v', 'address', 'readable_date', 'read');
  if (name === 'part')
    return attributes['text'] === '' ? undefined : some('seq', 'ct', 'text', 'chset', 'name', 'data');
  return name === 'smses' ? some('count') : some('address', 'type', 'charset');
}

/** Events as ical.js reads them, without the names that each phone gives to those that had none. */
function eventsOf(text: string): readonly unknown[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown as string);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const uid = event.uid.replace(/^(android-event-\d+|0000\d+-UUID)$/, '');
    const rest = component
      .getAllProperties()
      .map((property) => property.toICALString())
      .filter((line) => !line.startsWith('UID'))
      .sort();
    return [
      uid,
      event.startDate.toUnixTime(),
      event.endDate.toUnixTime(),
      rest,
      component.getAllSubcomponents('valarm').length,
    ];
  });
}
