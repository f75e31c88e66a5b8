import { describe, expect, it } from '@jest/globals';
import { CATEGORIES, scanViolations, type Entry } from '@holdfast/contracts';
import { AndroidRecords } from './android-records.js';
import { isRecordsFolder } from '../../records/record-names.js';
import { appointments } from './testing/appointments.js';
import { contentDouble, pulled, type Databases } from './testing/content-double.js';
import { peopleAndMessages } from './testing/people-and-messages.js';
import { readRecords } from './testing/read-records.js';

const COMMANDS = {
  getprop:
    '[ro.product.model]: [Pixel 7]\n[ro.serialno]: [SECRET]\n[persist.sys.timezone]: [Europe/Berlin]\n',
  'dumpsys battery':
    'Current Battery Service state:\n  level: 81\n  scale: 100\n  health: 2\n  status: 3\n  temperature: 251\n',
  df: 'Filesystem 1K-blocks Used Available Use% Mounted on\n/dev/block/dm-50 111444136 31444136 79901352 29% /data\n',
  'pm list packages':
    'package:/data/app/~~a==/org.example-b==/base.apk=org.example  versionCode:7 installer=com.android.vending uid:10123\npackage:com.android.shell\n',
  'dumpsys package':
    'Packages:\n  Package [org.example] (1a):\n    versionCode=7 minSdk=21\n    versionName=1.2 <b>\n    flags=[ HAS_CODE ]\n    firstInstallTime=2026-01-02 03:04:05\nHidden system packages:\n  Package [org.example] (2):\n    versionName=0.1\n',
};

function whole(more: Partial<Databases> = {}): Databases {
  const tables = { ...peopleAndMessages().tables, ...appointments().tables };
  return { ...peopleAndMessages(), tables, commands: COMMANDS, ...more };
}
const times = (entries: ReadonlyMap<string, Entry>): string[] =>
  [...entries].map(([path, entry]) => `${path} ${entry.mtimeNs}`);

describe('AndroidRecords', () => {
  it('yields folders first and each path once, with sizes unknown and times that tell of change', async () => {
    const records = new AndroidRecords(contentDouble(whole()));
    expect(await scanViolations(records.scan({}, () => undefined))).toEqual([]);
    const { entries, left } = await readRecords(whole());
    expect(left).toEqual([]);
    const files = [...entries.values()].filter((entry) => entry.kind === 'file');
    expect(files).toHaveLength(13);
    expect(files.every((entry) => entry.sizeUnknown === true && entry.size === 0n)).toBe(true);
    const contacts = entries.get('Phone records/Contacts/contacts.json');
    expect((contacts?.mtimeNs ?? 0n) / 1_000_000_000n).toBe(1_750_000_000n);
    expect((contacts?.mtimeNs ?? 0n) % 1_000_000_000n).not.toBe(0n);
  });

  it('reads only the categories asked for', async () => {
    const { entries, lines } = await readRecords(whole(), ['photos', 'calls']);
    expect([...entries.values()].map((entry) => entry.category)).toEqual([
      'other',
      'calls',
      'calls',
      'calls',
    ]);
    expect(lines.every((line) => line.includes('content://call_log/calls'))).toBe(true);
    expect((await readRecords(whole(), ['photos'])).entries.size).toBe(0);
  });

  it('gives equal times and bytes for equal data, and other times for any change', async () => {
    const [first, second] = [await readRecords(whole()), await readRecords(whole({ v1: true }))];
    expect(times(second.entries)).toEqual(times(first.entries));
    for (const [path, entry] of first.entries) {
      if (entry.kind === 'file') expect(await second.text(path)).toBe(await first.text(path));
    }
    const databases = whole();
    const sms = databases.tables['content://sms'] as readonly { _id: number }[];
    const tables = { ...databases.tables, 'content://sms': sms.map((row) => ({ ...row, body: 'x' })) };
    const changed = (await readRecords({ ...databases, tables })).entries;
    const differing = times(changed).filter((one) => !times(first.entries).includes(one));
    expect(differing.map((one) => one.split(' ').slice(0, -1).join(' '))).toEqual([
      'Phone records/Messages/messages.json',
      'Phone records/Messages/messages.xml',
    ]);
  });

  it('leaves out what the phone refuses and goes on; what it cannot have is told only to whoever asked', async () => {
    const { tables } = whole();
    const closed = { fails: 'java.lang.SecurityException: Permission Denial' };
    const less = { ...tables, 'content://sms': closed, 'content://mms/part': closed };
    delete (less as Record<string, unknown>)['content://call_log/calls'];
    const databases = { tables: less, commands: COMMANDS };
    const { entries, left } = await readRecords(databases);
    expect(left).toEqual(['Phone records/Messages messages permission-denied']);
    expect(entries.has('Phone records/Contacts/contacts.json')).toBe(true);
    expect((await readRecords(databases, CATEGORIES)).left).toEqual([
      'Phone records/Messages messages permission-denied',
      'Phone records/Calls calls unsupported',
    ]);
  });

  it('goes on without tables that only add to records, and says so', async () => {
    const { tables } = whole();
    const closed = { fails: 'java.lang.SecurityException: Permission Denial' };
    const { entries, left, text } = await readRecords({ tables: { ...tables, 'content://mms': closed } }, [
      'messages',
    ]);
    expect(left).toEqual(['Phone records/Messages messages permission-denied']);
    expect(JSON.parse(await text('Phone records/Messages/messages.json')).records).toHaveLength(3);
    expect([...entries.keys()].some((path) => path.includes('Attachments'))).toBe(false);
  });

  it('has no folders for a phone that has nothing', async () => {
    const tables = Object.fromEntries(Object.keys(whole().tables).map((uri) => [uri, []]));
    expect((await readRecords({ tables })).entries.size).toBe(0);
  });

  it('says of rows that could not be read for certain that they are left out', async () => {
    const forging = { ...whole(), ignoresWhere: true };
    const sms = (forging.tables['content://sms'] as readonly { _id: number }[]).map((row) => ({
      ...row,
      body: 'a\nRow: 1 _id=2, body=b',
      subject: 'a\nRow: 1 _id=2, thread_id=1',
    }));
    const { left, text } = await readRecords(
      { ...forging, tables: { ...forging.tables, 'content://sms': sms } },
      ['messages'],
    );
    expect(left).toEqual(['Phone records/Messages messages unreadable']);
    const json = await text('Phone records/Messages/messages.json');
    expect(json).toContain('{"message":"sms","_id":2,"leftOut":"unreadable"}');
  });

  it('asks a small phone nothing twice, and makes a file without a scan before', async () => {
    const { entries, lines, text } = await readRecords(whole(), ['contacts']);
    const asked = lines.length;
    await text('Phone records/Contacts/contacts.vcf');
    expect(lines).toHaveLength(asked);
    const entry = entries.get('Phone records/Contacts/contacts.vcf');
    if (entry === undefined) return;
    const parts: string[] = [];
    for await (const part of new AndroidRecords(contentDouble(whole())).open(entry))
      parts.push(Buffer.from(part).toString());
    expect(parts.join('')).toBe(await text('Phone records/Contacts/contacts.vcf'));
  });

  it('ends the run when the cable is pulled, in scan and in open', async () => {
    let last = Number.POSITIVE_INFINITY;
    const before = (_line: string, asked: number): void => {
      if (asked >= last) pulled();
    };
    last = 4;
    await expect(readRecords(whole({ before }))).rejects.toMatchObject({ causeClass: 'unplugged' });
    last = Number.POSITIVE_INFINITY;
    const { text, lines } = await readRecords(whole({ before }), ['messages']);
    last = lines.length + 1;
    await expect(text('Phone records/Messages/messages.xml')).rejects.toMatchObject({
      causeClass: 'unplugged',
    });
  });

  it('stops when told to', async () => {
    const { records, entries } = await readRecords(whole(), ['contacts']);
    const entry = entries.get('Phone records/Contacts/contacts.json');
    if (entry === undefined) throw new Error('no entry');
    const reading = records.open(entry, AbortSignal.abort())[Symbol.asyncIterator]();
    await expect(reading.next()).rejects.toMatchObject({ causeClass: 'cancelled' });
  });
});

describe('apps and inventory', () => {
  it('tell what is installed, once each', async () => {
    const { text } = await readRecords(whole(), ['apps']);
    expect(JSON.parse(await text('Phone records/Apps/apps.json')).records).toEqual([
      { package: 'com.android.shell' },
      {
        package: 'org.example',
        versionCode: 7,
        installer: 'com.android.vending',
        path: '/data/app/~~a==/org.example-b==/base.apk',
        versionName: '1.2 <b>',
        system: false,
        firstInstallTime: '2026-01-02 03:04:05',
      },
    ]);
  });

  it('tell what the phone is, not which one, and a battery makes no new version', async () => {
    const { text, entries } = await readRecords(whole(), ['settings']);
    const json = await text('Phone records/Phone/phone.json');
    expect(JSON.parse(json)).toEqual({
      schema: 1,
      kind: 'phone',
      properties: { model: 'Pixel 7', timeZone: 'Europe/Berlin' },
      battery: { level: 81, health: 'good', status: 'discharging', temperature: 25.1 },
      storage: { totalKiB: 111_444_136, usedKiB: 31_444_136, availableKiB: 79_901_352 },
    });
    expect(json).not.toContain('SECRET');
    const battery = COMMANDS['dumpsys battery'].replace('81', '12');
    const later = await readRecords(whole({ commands: { ...COMMANDS, 'dumpsys battery': battery } }), [
      'settings',
    ]);
    expect(times(later.entries)).toEqual(times(entries));
    const moved = { ...COMMANDS, getprop: COMMANDS.getprop.replace('Berlin', 'Paris') };
    expect(times((await readRecords(whole({ commands: moved }), ['settings'])).entries)).not.toEqual(
      times(entries),
    );
  });
});

describe('isRecordsFolder', () => {
  it.each(['Phone records', 'PHONE RECORDS', 'phone record\u017f', 'Phone\u200b records'])(
    'knows %j',
    (name) => {
      expect(isRecordsFolder(Buffer.from(name))).toBe(true);
    },
  );
  it.each(['Phone record', 'Phone  records', 'DCIM', '\xff'])('lets %j be', (name) => {
    expect(isRecordsFolder(Buffer.from(name))).toBe(false);
  });
});
