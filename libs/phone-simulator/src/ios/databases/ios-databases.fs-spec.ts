import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { iosRecords, RECORDS_VERSION, type IosDatabases } from '@holdfast/phones';
import { HOSTILE_TEXTS, hostileDatabases } from '../../databases/hostile-databases.js';
import { seededDatabases } from '../../databases/seeded-databases.js';
import { xmlElements } from '../../testing/phone-xml.js';
import { databasesBelow, iosRecordFiles, type RecordFiles } from '../../testing/record-files.js';
import { writeIosDatabases } from './write-ios-databases.js';

let root: string;
beforeEach(async () => (root = await mkdtemp(join(tmpdir(), 'holdfast-iphone-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

const SMALL = { seed: 3, contacts: 5, sms: 20, mms: 2, calls: 5, events: 5 };
const recordsIn = (files: RecordFiles, path: string): readonly Record<string, unknown>[] =>
  (JSON.parse(files.files.get(path) ?? 'null') as { records: Record<string, unknown>[] }).records;

const asked = new Set<string>();
const askedOf = ({ file }: IosDatabases): IosDatabases => ({
  file: (domain, path) => {
    asked.add(`${domain}/${path}`);
    return file(domain, path);
  },
});

describe('the databases of a simulated iPhone', () => {
  it('lie where a phone has them, the newest messages in the -wal alone', async () => {
    await writeIosDatabases(root, SMALL);
    const files = (await readdir(root, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    expect(files.filter((path) => !path.includes('Attachments')).sort()).toEqual([
      'AppDomainGroup-group.com.apple.notes/NoteStore.sqlite',
      'HomeDomain/Library/AddressBook/AddressBook.sqlitedb',
      'HomeDomain/Library/AddressBook/AddressBookImages.sqlitedb',
      'HomeDomain/Library/Calendar/Calendar.sqlitedb',
      'HomeDomain/Library/CallHistoryDB/CallHistory.storedata',
      'HomeDomain/Library/SMS/sms.db',
      'HomeDomain/Library/SMS/sms.db-wal',
    ]);
    const whole = await iosRecordFiles(root);
    await rm(join(root, 'HomeDomain/Library/SMS/sms.db-wal'));
    await rm(join(root, 'HomeDomain/Library/SMS/sms.db-shm'), { force: true });
    const without = await iosRecordFiles(root);
    const [all, early] = [whole, without].map((files) => recordsIn(files, 'Messages/messages.json').length);
    expect((all ?? 0) - (early ?? 0)).toBe(5);
  });

  it('give the same records for the same seed, whenever they are written', async () => {
    await writeIosDatabases(root, SMALL);
    const before = await iosRecordFiles(root);
    await writeIosDatabases(root, SMALL);
    expect(await iosRecordFiles(root)).toEqual(before);
    await writeIosDatabases(root, { ...SMALL, seed: 4 });
    expect((await iosRecordFiles(root)).times).not.toEqual(before.times);
  });

  it('are made into the same files by every release of one version: what was made before is not made again', async () => {
    await writeIosDatabases(root, SMALL);
    const hash = createHash('sha256');
    for (const [path, text] of (await iosRecordFiles(root)).files) hash.update(JSON.stringify([path, text]));
    // Other files of the same databases: another RECORDS_VERSION, and then its digest here.
    expect([RECORDS_VERSION, hash.digest('hex')]).toEqual([
      1,
      '0bd18a27c0517fffec8439829f8540f38d0421ac659074b1309e4e6e4d1a0eb1',
    ]);
  });

  it('are all that records come from, but for the files of messages', async () => {
    await writeIosDatabases(root, SMALL);
    for (const { inputs, files } of iosRecords(askedOf(databasesBelow(root)))) {
      asked.clear();
      for await (const { bytes } of files()) for await (const _ of bytes());
      const said = new Set(inputs.map((input) => input.join('/')));
      const others = [...asked].filter((one) => !one.startsWith('MediaDomain/Library/SMS/Attachments/'));
      expect([others.filter((one) => !said.has(one)), others.length]).toEqual([[], said.size]);
    }
  });

  it('hold what Android has nothing of, which is in the JSON, and in the XML as far as it says something', async () => {
    await writeIosDatabases(root, SMALL);
    const files = await iosRecordFiles(root);
    const records = recordsIn(files, 'Messages/messages.json');
    const bodies = records.map((record) => record['body']);
    expect(bodies).toEqual(
      expect.arrayContaining(['Loved “Hello”', 'As it was corrected', 'A word', 'An answer']),
    );
    expect(records.filter((record) => record['date_edited'] !== undefined)).toHaveLength(2);
    expect(
      records.find((record) => record['associated_message_type'] === 2000)?.['associated_message_guid'],
    ).toMatch(/^p:0\/5/);
    const group = records.filter((record) => record['chat_name'] === 'Family 👨‍👩‍👧');
    expect(group.map((record) => record['item_type'])).toEqual([undefined, 2]);
    const elements = xmlElements(files.files.get('Messages/messages.xml') ?? '');
    const shown = elements.filter(({ name }) => name === 'sms' || name === 'mms');
    // All but the withdrawn one and the new name of the group.
    expect(shown).toHaveLength(records.length - 2);
    expect(elements[0]?.attributes['count']).toBe(String(shown.length));
    expect(elements.some(({ attributes }) => attributes['text'] === 'To all of you 🎉')).toBe(true);
  });

  it('hold notes, of which sealed and thrown away ones have no file', async () => {
    await writeIosDatabases(root, { ...SMALL, notes: 14 });
    const files = await iosRecordFiles(root);
    const notes = recordsIn(files, 'Notes/notes.json');
    expect(notes).toHaveLength(14);
    expect(notes.filter((note) => note['locked'] === 1).map((note) => note['text'])).toEqual([
      undefined,
      undefined,
    ]);
    expect(notes[0]).toMatchObject({ title: 'Note 1: to do', folder: 'Recipes / Rezepte', pinned: 1 });
    const texts = [...files.files.keys()].filter((path) => path.startsWith('Notes/Texts/'));
    expect(texts).toHaveLength(11);
    expect(files.files.get('Notes/Texts/103-Note 3_ Käse & 🥐.txt')).toMatch(/^Note 3: Käse & 🥐\n/);
  });

  it('that are out to harm give every text exactly, and none that was forged', async () => {
    await writeIosDatabases(root, { seed: 1, databases: hostileDatabases(), extras: false, wal: false });
    const files = await iosRecordFiles(root);
    expect(files.left).toEqual([]);
    const bodies = recordsIn(files, 'Messages/messages.json').map((record) => record['body']);
    expect(bodies.filter((body) => body !== undefined).sort()).toEqual([...HOSTILE_TEXTS].sort());
    expect(recordsIn(files, 'Calendar/calendar.json').map((record) => record['title'] ?? '')).toEqual([
      ...HOSTILE_TEXTS,
    ]);
    const ends = (path: string): number =>
      files.files.get(path)?.match(/^END:(VCARD|VEVENT)\r$/gm)?.length ?? 0;
    expect(ends('Contacts/contacts.vcf')).toBe(HOSTILE_TEXTS.length);
    // Every other event is in no year that a calendar knows.
    expect(ends('Calendar/calendar.ics')).toBe(HOSTILE_TEXTS.length / 2);
    expect(() =>
      ['Messages/messages.xml', 'Calls/calls.xml'].map((path) => xmlElements(files.files.get(path) ?? '')),
    ).not.toThrow();
  });

  it('are made into files of any length without being held in memory', async () => {
    const databases = seededDatabases(1, { ...SMALL, sms: 0, packages: 0 });
    const body = 'x'.repeat(4_000);
    const sms = Array.from({ length: 8_000 }, (_, at) => ({
      _id: at + 1,
      thread_id: 1,
      type: 1,
      date: at,
      body,
    }));
    await writeIosDatabases(root, {
      seed: 1,
      databases: { ...databases, tables: { ...databases.tables, sms } },
    });
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // What is held, without what only waits to be collected.
    const inUse = (): number => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = inUse();
    let most = 0;
    let length = 0;
    let pieces = 0;
    for (const { category, files } of iosRecords(databasesBelow(root))) {
      if (category !== 'messages') continue;
      for await (const { bytes } of files()) {
        for await (const piece of bytes()) {
          length += piece.length;
          pieces += 1;
          if (pieces % 150 === 0) most = Math.max(most, inUse() - before);
        }
      }
    }
    expect(length).toBeGreaterThan(64_000_000);
    expect(most).toBeLessThan(24_000_000);
  });
});
