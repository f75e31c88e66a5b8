import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededDatabases } from '../../databases/seeded-databases.js';
import { startAndroidPhone, type AndroidPhone } from '../../start-android-phone.js';
import { makePhoneFolder } from '../../testing/phone-folder.js';
import { RealAdb, type AdbResult } from '../../testing/real-adb.js';

const databases = seededDatabases(1);
let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
let adb: RealAdb;
let phone: AndroidPhone;
let on: (...words: string[]) => Promise<AdbResult>;

beforeAll(async () => {
  folder = await makePhoneFolder();
  const faults = { deniedProviders: ['call_log'], state: 'device' };
  phone = await startAndroidPhone({ root: folder.root, auth: 'none', databases, faults });
  adb = await RealAdb.start();
  const serial = `127.0.0.1:${phone.port}`;
  await adb.run('connect', serial);
  on = (...words) => adb.run('-s', serial, ...words);
});
afterAll(async () => {
  await adb.stop();
  await phone.close();
  await folder.remove();
});

describe('what the real adb sees of a phone’s databases', () => {
  it('rows as `content` prints them, with conditions and order', async () => {
    const words = `content query --uri content://sms --projection _id:body --where "_id<=2" --sort "_id DESC"`;
    const { stdout, code } = await on('shell', words);
    const body = (id: number): string => String(databases.tables.sms?.[id - 1]?.['body']);
    expect(stdout).toBe(`Row: 0 _id=2, body=${body(2)}\nRow: 1 _id=1, body=${body(1)}\n`);
    expect(code).toBe(0);
    const none = await on('shell', 'content query --uri content://sms --where "_id=-5"');
    expect(none.stdout).toBe('No result found.\n');
  });

  it('null as NULL, blobs as BLOB, and nothing escaped', async () => {
    const photo = databases.tables.data?.find((row) => row['data15'] !== undefined);
    const words = `content query --uri content://com.android.contacts/data --projection data1:data15 --where "_id=${String(photo?.['_id'])}"`;
    expect((await on('shell', words)).stdout).toBe('Row: 0 data1=NULL, data15=BLOB\n');
  });

  it('refusals and mistakes as Java exceptions on standard error, with exit code 0', async () => {
    const denied = await on('shell', 'content query --uri content://call_log/calls');
    expect(denied).toMatchObject({ code: 0, stdout: '' });
    expect(denied.stderr).toContain('Error while accessing provider:call_log\njava.lang.SecurityException');
    const column = await on(
      'shell',
      'content query --uri content://com.android.contacts/data --projection nope',
    );
    expect(column.stderr).toContain('java.lang.IllegalArgumentException: Invalid column nope');
    const sms = await on('shell', 'content query --uri content://sms --projection nope');
    expect(sms.stderr).toContain('no such column: nope');
    const missing = await on('shell', 'content query --uri content://org.example.none/x');
    expect(missing.stderr).toContain('Could not find provider: org.example.none');
    expect((await on('shell', 'content query')).stdout).toContain('[ERROR]');
  });

  it('files that a provider hands out, byte for byte', async () => {
    const [uri, bytes] = [...databases.files].find(([at]) => at.startsWith('content://mms/part/')) ?? [];
    const { bytes: read } = await on('exec-out', `content read --uri ${uri ?? ''}`);
    const sha = (of: Uint8Array): string => createHash('sha256').update(of).digest('hex');
    expect(sha(read)).toBe(sha(bytes ?? new Uint8Array()));
    const contact = await on('shell', 'content read --uri content://com.android.contacts/contacts/1/photo');
    expect(contact.stderr).toContain('FileNotFoundException: No files supported by provider');
  });

  it('apps, battery, room and settings', async () => {
    const list = await on('shell', 'pm list packages -3 -f -U --show-versioncode -i');
    expect(list.stdout.split('\n')[0]).toMatch(
      /^package:\/data\/app\/\S+=com\.whatsapp versionCode:\d+ {2}installer=\S+ uid:\d+$/,
    );
    expect((await on('shell', 'cmd package list packages -s')).stdout).toContain(
      'package:com.android.shell\n',
    );
    expect((await on('shell', 'pm path com.whatsapp')).stdout).toMatch(
      /^package:\/data\/app\/.*base\.apk\n$/,
    );
    expect((await on('shell', 'dumpsys package com.whatsapp')).stdout).toMatch(/versionName=\d+\.\d+/);
    expect((await on('shell', 'dumpsys battery')).stdout).toContain('level: 21\n');
    expect((await on('shell', 'df -k /data')).stdout).toMatch(/\/data\n$/);
    expect((await on('shell', 'settings get global device_name')).stdout).toBe('Pixel\n');
    expect((await on('shell', 'getprop ro.build.version.security_patch')).stdout).toBe('2026-01-05\n');
  });

  it('media scans, and files that are moved and removed', async () => {
    await on('shell', 'content call --uri content://media --method scan_volume --arg external_primary');
    await on(
      'shell',
      "am broadcast -a android.intent.action.MEDIA_SCANNER_SCAN_FILE -d 'file:///sdcard/DCIM/a%20b.jpg'",
    );
    expect(phone.scans).toEqual(['external_primary', '/sdcard/DCIM/a b.jpg']);
    const { stdout } = await on(
      'shell',
      'content query --uri content://media/external/file --projection _data',
    );
    expect(stdout).toBe('Row: 0 _data=/sdcard/DCIM/a b.jpg\n');
    expect(
      (await on('shell', 'mv /sdcard/Documents/one.txt /sdcard/two.txt && ls /sdcard/two.txt')).code,
    ).toBe(0);
    expect((await on('shell', 'rm /sdcard/two.txt; ls /sdcard/two.txt')).stderr).toContain('No such file');
    expect((await on('shell', 'rm /sdcard/nope')).code).toBe(1);
  });
});
