import { writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordsIn, SMS_TABLES, testDatabases, type TestDatabases } from './testing/databases.js';

let databases: TestDatabases;
beforeEach(async () => (databases = await testDatabases()));
afterEach(() => databases.remove());

const NOON = 700_000_000;
const messages = async (sql: string): Promise<readonly Record<string, unknown>[]> => {
  databases.make('sms.db', `${SMS_TABLES}${sql}`);
  return recordsIn((await databases.read()).files.get('Messages/messages.json'));
};

describe('messages of an iPhone', () => {
  it('tell their time from nanoseconds and, of old phones, from seconds', async () => {
    const found = await messages(
      `INSERT INTO message VALUES (1, 'a', 'new', NULL, 1, ${NOON}000000000, 0), (2, 'b', 'old', NULL, 1, ${NOON}, 0);`,
    );
    expect(found.map((one) => one['date'])).toEqual([1_678_307_200_000, 1_678_307_200_000]);
  });

  it('put files where they stand in the text, and name where the snapshot has them', async () => {
    const [one] = await messages(
      `INSERT INTO message VALUES (1, 'a', 'see \ufffc and', NULL, 1, 0, 0);
       INSERT INTO attachment VALUES (5, 'x', '~/Library/SMS/Attachments/ab/11/G/a b.jpg', 'image/jpeg', 'a b.jpg', 9),
         (6, 'y', '/var/mobile/Library/SMS/Attachments/../../../../etc/passwd', NULL, 'note.txt', 9),
         (7, 'z', '~/Library/SMS/Attachments/ab/12/G/note.txt', 'text/plain', 'note.txt', 9);
       INSERT INTO message_attachment_join VALUES (1, 5), (1, 6), (1, 7);`,
    );
    const parts = one?.['parts'] as readonly Record<string, unknown>[];
    expect(parts.map((part) => part['ct'])).toEqual([
      'application/octet-stream',
      'application/octet-stream',
      'text/plain',
      'image/jpeg',
      'text/plain',
    ]);
    expect(parts.map((part) => part['snapshotFile'])).toEqual([
      undefined,
      'Messages/Attachments/ab/12/G/note.txt',
      undefined,
      'Messages/Attachments/ab/11/G/a b.jpg',
      undefined,
    ]);
  });

  it('of a group name the sender and everybody else', async () => {
    const [received, sent] = await messages(
      `INSERT INTO message VALUES (1, 'a', 'hi', NULL, 2, 0, 0), (2, 'b', 'yo', NULL, 0, 0, 1);
       INSERT INTO chat_message_join VALUES (2, 1), (2, 2);`,
    );
    const people = (one: Record<string, unknown> | undefined): readonly string[] =>
      (one?.['addresses'] as { address: string; type: number }[]).map(
        ({ address, type }) => `${type} ${address}`,
      );
    expect(people(received)).toEqual(['137 ann@example.org', '151 insert-address-token', '151 +491']);
    expect(people(sent)).toEqual(['137 insert-address-token', '151 +491', '151 ann@example.org']);
  });

  it('keep NUL and other controls in JSON, and the XML well formed', async () => {
    const [one] = await messages(
      `INSERT INTO message VALUES (1, 'a', 'x' || char(0) || 'y<&"' || char(1), NULL, 1, 0, 0);`,
    );
    expect(one?.['body']).toBe('x\0y<&"\u0001');
    const xml = (await databases.read()).files.get('Messages/messages.xml');
    expect(xml).toContain('body="xy&lt;&amp;&quot;"');
  });

  it('stay the same while nothing changes, and change with one letter', async () => {
    await messages(`INSERT INTO message VALUES (1, 'a', 'hi', NULL, 1, ${NOON}000000000, 0);`);
    const [before, again] = [await databases.read(), await databases.read()];
    expect(again).toEqual(before);
    await messages(`INSERT INTO message VALUES (1, 'a', 'ho', NULL, 1, ${NOON}000000000, 0);`);
    const later = (await databases.read()).times.get('Messages/messages.xml') ?? 0n;
    const earlier = before.times.get('Messages/messages.xml') ?? 0n;
    expect(later).not.toBe(earlier);
    expect([later, earlier].map((time) => time / 1_000_000_000n)).toEqual([1_678_307_200n, 1_678_307_200n]);
  });

  it('of a phone of another year have what that phone knows', async () => {
    const [one] = await messages(`INSERT INTO message VALUES (1, 'a', 'hi', NULL, 1, 0, 1);`);
    expect(Object.keys(one ?? {})).toEqual(expect.arrayContaining(['body', 'guid', 'type']));
    expect(one).not.toHaveProperty('service');
  });
});

describe('an iPhone whose backup lacks databases', () => {
  it('gives no files and says nothing of what was never there', async () => {
    expect(await databases.read()).toEqual({ files: new Map(), times: new Map(), left: [] });
  });

  it('gives the applications and the phone that the property lists name', async () => {
    const plist = (dict: string): string => `<plist version="1.0"><dict>${dict}</dict></plist>`;
    const at = databases.make('Manifest.plist', '');
    await writeFile(
      at,
      plist(
        '<key>Applications</key><dict><key>org.example.a</key><dict><key>CFBundleVersion</key><string>1.2</string></dict>' +
          '<key>com.apple.b</key><dict/></dict>',
      ),
    );
    await writeFile(
      databases.make('Info.plist', ''),
      plist(
        '<key>Installed Applications</key><array><string>org.example.a</string></array><key>Serial Number</key>' +
          '<string>SECRET</string><key>Product Type</key><string>iPhone15,2</string>',
      ),
    );
    const { files } = await databases.read();
    expect(recordsIn(files.get('Apps/apps.json'))).toEqual([
      { package: 'com.apple.b', system: true },
      { package: 'org.example.a', versionName: '1.2', system: false },
    ]);
    expect(files.get('Phone/phone.json')).toContain('"device": "iPhone15,2"');
    expect(files.get('Phone/phone.json')).not.toContain('SECRET');
  });
});

it('stops when it is asked to', async () => {
  databases.make('sms.db', `${SMS_TABLES}INSERT INTO message VALUES (1, 'a', 'hi', NULL, 1, 0, 0);`);
  await expect(databases.read(AbortSignal.abort())).rejects.toMatchObject({ causeClass: 'cancelled' });
});
