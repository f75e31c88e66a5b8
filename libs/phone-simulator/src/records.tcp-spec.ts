import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { CATEGORIES, scanViolations, type Entry, type LeftOut } from '@holdfast/contracts';
import { openPhone } from '@holdfast/phones';
import { startAndroidPhone } from './start-android-phone.js';
import { pathText } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { makePhoneFolder } from './testing/phone-folder.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  folder = await makePhoneFolder();
  await mkdir(join(folder.root, 'PHONE records/Contacts'), { recursive: true });
});
afterAll(() => folder.remove());

/** All that a phone keeps records in. */
const missingProviders = [
  'com.android.contacts',
  'sms',
  'mms',
  'call_log',
  'com.android.calendar',
  'mms-sms',
];

describe.each([false, true])('a phone without databases (shell v1: %s)', (v1Only) => {
  it('tells what it is and what is installed, and that the rest is not to be had', async () => {
    const phone = await startAndroidPhone({
      root: folder.root,
      auth: 'none',
      faults: { v1Only, missingProviders },
    });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      clientOptions(folder.base),
    );
    const left: LeftOut[] = [];
    const entries = new Map<string, Entry>();
    for await (const entry of session.source.scan({ categories: CATEGORIES }, (one) => left.push(one))) {
      entries.set(pathText(entry.path), entry);
    }
    const own = [...entries.keys()].filter((path) => path.startsWith('Phone records'));
    expect(own).toEqual([
      'Phone records',
      'Phone records/Apps',
      'Phone records/Apps/apps.json',
      'Phone records/Phone',
      'Phone records/Phone/phone.json',
    ]);
    const unsupported = left.filter((one) => one.cause === 'unsupported').map((one) => one.category);
    expect(unsupported).toEqual(['health', 'keychain', 'notes', 'contacts', 'messages', 'calls', 'calendar']);
    const entry = entries.get('Phone records/Phone/phone.json');
    if (entry === undefined) throw new Error('no inventory');
    const parts: string[] = [];
    for await (const part of session.source.open(entry)) parts.push(Buffer.from(part).toString());
    expect(JSON.parse(parts.join(''))).toMatchObject({
      properties: { model: 'Pixel 7', androidVersion: '16' },
    });
    await session.close();
    await phone.close();
  });

  it('keeps the place of its records from a folder of the same name', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults: { v1Only } });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      clientOptions(folder.base),
    );
    const left: LeftOut[] = [];
    const names: string[] = [];
    for await (const { path } of session.source.scan({}, (one) => left.push(one))) names.push(pathText(path));
    expect(names).toContain('Phone records');
    expect(names.some((name) => name.startsWith('PHONE records'))).toBe(false);
    expect(left.filter((one) => one.cause === 'name-refused').map((one) => one.path)).toEqual([[]]);
    expect(await scanViolations(session.source.scan({}, () => undefined))).toEqual([]);
    await session.close();
    await phone.close();
  });

  it('does not take the phone’s own file for a record that was read', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults: { v1Only } });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      clientOptions(folder.base),
    );
    const entries: Entry[] = [];
    for await (const entry of session.source.scan({}, () => undefined)) entries.push(entry);
    const file = entries.find((entry) => pathText(entry.path) === 'Documents/one.txt');
    const record = entries.find((entry) => pathText(entry.path) === 'Phone records/Phone/phone.json');
    if (file === undefined || record === undefined) throw new Error('no entries');
    await mkdir(join(folder.root, 'Phone records/Phone'), { recursive: true });
    await writeFile(join(folder.root, 'Phone records/Phone/phone.json'), 'not a record');
    const changed = { ...file, mtimeNs: 1n };
    const now = await session.source.lookAgain?.([record, changed, record, file]);
    expect(now?.map((entry) => entry && pathText(entry.path))).toEqual([
      undefined,
      'Documents/one.txt',
      undefined,
      undefined,
    ]);
    await rm(join(folder.root, 'Phone records'), { recursive: true });
    await session.close();
    await phone.close();
  });
});
