import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CATEGORIES, type Entry, type LeftOut } from '@holdfast/contracts';
import { openPhone } from '@holdfast/phones';
import { hostileDatabases, HOSTILE_TEXTS } from './databases/hostile-databases.js';
import type { PhoneDatabases } from './databases/phone-databases.js';
import { seededDatabases } from './databases/seeded-databases.js';
import type { PhoneFaults } from './faults.js';
import { startAndroidPhone } from './start-android-phone.js';
import { pathText } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { makePhoneFolder } from './testing/phone-folder.js';

let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => (folder = await makePhoneFolder()));
afterAll(() => folder.remove());

/** Everything below `Phone records`, by path, with what was left out. */
async function recordsOf(
  databases: PhoneDatabases,
  faults: PhoneFaults = {},
): Promise<{ files: Map<string, Buffer>; times: Map<string, bigint>; left: LeftOut[] }> {
  const phone = await startAndroidPhone({ root: folder.root, auth: 'none', databases, faults });
  const session = await openPhone(
    { platform: 'android', address: `127.0.0.1:${phone.port}` },
    clientOptions(folder.base),
  );
  const left: LeftOut[] = [];
  const files = new Map<string, Buffer>();
  const times = new Map<string, bigint>();
  const entries: Entry[] = [];
  for await (const entry of session.source.scan({ categories: CATEGORIES }, (one) => left.push(one)))
    if (entry.kind === 'file' && pathText(entry.path).startsWith('Phone records/')) entries.push(entry);
  for (const entry of entries) {
    const pieces: Buffer[] = [];
    for await (const piece of session.source.open(entry)) pieces.push(Buffer.from(piece));
    const path = pathText(entry.path).slice('Phone records/'.length);
    files.set(path, Buffer.concat(pieces));
    times.set(path, entry.mtimeNs);
  }
  await session.close();
  await phone.close();
  return { files, times, left };
}

interface Document {
  readonly records: readonly Record<string, unknown>[];
}
const json = (files: Map<string, Buffer>, path: string): Document =>
  JSON.parse(String(files.get(path))) as Document;

describe.each([false, true])('the records of a phone in use (shell v1: %s)', (v1Only) => {
  const databases = seededDatabases(7, { sms: 120, mms: 6, contacts: 25, calls: 30, events: 20 });

  it('are all there, text for text', async () => {
    const { files, left } = await recordsOf(databases, { v1Only });
    const inRecords = left.filter(({ category }) => category !== 'documents');
    expect(inRecords.map((one) => [one.category, one.cause])).toEqual([
      ['health', 'unsupported'],
      ['keychain', 'unsupported'],
      ['notes', 'unsupported'],
    ]);
    const messages = json(files, 'Messages/messages.json').records;
    const bodies = messages.map((one) => one['body']).filter((body) => body !== undefined);
    expect(bodies).toEqual(databases.tables.sms?.map((row) => row['body']));
    const people = json(files, 'Contacts/contacts.json').records;
    expect(people.map((one) => one['display_name'])).toEqual(
      databases.tables.contacts?.map((row) => row['display_name']),
    );
    expect(json(files, 'Calls/calls.json').records).toHaveLength(30);
    expect(json(files, 'Calendar/calendar.json').records.length).toBeGreaterThanOrEqual(20);
    expect(json(files, 'Apps/apps.json').records.map((one) => one['package'])).toContain('com.whatsapp');
    const attached = [...files].filter(([path]) => path.startsWith('Messages/Attachments/'));
    const sha = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex');
    expect(attached.map(([, bytes]) => sha(bytes)).sort()).toEqual(
      [...databases.files]
        .filter(([uri]) => uri.startsWith('content://mms/part'))
        .map(([, bytes]) => sha(bytes))
        .sort(),
    );
  });

  it('do not change while nothing does, and do when one letter does', async () => {
    const before = await recordsOf(databases, { v1Only });
    const again = await recordsOf(databases, { v1Only });
    expect(again.times).toEqual(before.times);
    const sms =
      databases.tables.sms?.map((row) => (row['_id'] === 5 ? { ...row, body: 'other' } : row)) ?? [];
    const later = await recordsOf({ ...databases, tables: { ...databases.tables, sms } }, { v1Only });
    const changed = [...later.times]
      .filter(([path, time]) => before.times.get(path) !== time)
      .map(([path]) => path);
    expect(changed.sort()).toEqual(['Messages/messages.json', 'Messages/messages.xml']);
  });
});

describe('the records of a phone that is out to harm', () => {
  it('hold every text exactly, and none that was forged', async () => {
    const { files } = await recordsOf(hostileDatabases());
    const messages = json(files, 'Messages/messages.json').records;
    const bodies = messages.map((one) => one['body']).filter((body) => typeof body === 'string');
    expect([...bodies].sort()).toEqual([...HOSTILE_TEXTS].sort());
    expect(bodies).not.toContain('fake');
    const people = json(files, 'Contacts/contacts.json').records;
    expect(people.map((one) => one['display_name'])).toEqual([...HOSTILE_TEXTS]);
    for (const path of files.keys()) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(name).not.toMatch(/[\p{C}\\:*?"<>|]|^\.\.?$/u);
    }
  });

  it('of which one provider is closed, silent or broken leaves the others readable', async () => {
    const faults = { deniedProviders: ['call_log'], brokenProviders: ['com.android.calendar'] };
    const { files, left } = await recordsOf(seededDatabases(3, { sms: 5 }), faults);
    expect(
      left
        .filter((one) => one.cause !== 'unsupported')
        .map((one) => [one.category, one.cause])
        .sort(),
    ).toEqual([
      ['calendar', 'unreadable'],
      ['calls', 'permission-denied'],
    ]);
    expect([...files.keys()].some((path) => path.startsWith('Calls/'))).toBe(false);
    expect(json(files, 'Messages/messages.json').records.length).toBeGreaterThan(5);
  });
});
