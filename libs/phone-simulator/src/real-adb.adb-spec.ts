import { connect } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startAndroidPhone, type AndroidPhone } from './start-android-phone.js';
import { seeded } from './demo/seeded.js';
import { hashesBelow, makePhoneFolder } from './testing/phone-folder.js';
import { RealAdb, type AdbResult } from './testing/real-adb.js';

jest.setTimeout(60_000);

let adb: RealAdb;
let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
let phone: AndroidPhone;
let serial = '';
const on = (...words: string[]): Promise<AdbResult> => adb.run('-s', serial, ...words);

beforeAll(async () => {
  adb = await RealAdb.start();
  folder = await makePhoneFolder();
  phone = await startAndroidPhone({ root: folder.root, auth: 'none', serial: 'HFTEST1' });
  serial = `127.0.0.1:${phone.port}`;
  await adb.run('connect', serial);
  await adb.state(serial, 'device');
});
afterAll(async () => {
  await phone.close();
  await adb.stop();
  await folder.remove();
});

describe('the real adb takes the simulated phone for a phone', () => {
  it('devices -l', async () => {
    const { stdout } = await adb.run('devices', '-l');
    expect(stdout).toMatch(/device product:panther model:Pixel_7 device:panther transport_id:\d+/);
  });

  it('shell, with its streams apart and its exit code', async () => {
    expect(await on('shell', 'nope')).toMatchObject({
      code: 127,
      stdout: '',
      stderr: '/system/bin/sh: nope: inaccessible or not found\n',
    });
    expect(await on('shell', 'echo out; ls /nope; exit 3')).toMatchObject({
      code: 3,
      stdout: 'out\n',
      stderr: 'ls: /nope: No such file or directory\n',
    });
    expect(await on('shell', 'getprop', 'ro.serialno')).toMatchObject({ code: 0, stdout: 'HFTEST1\n' });
    expect((await on('shell', 'id')).stdout).toMatch(/^uid=2000\(shell\)/);
    expect((await on('shell', 'ls -l /sdcard/Documents/one.txt')).stdout).toMatch(
      /^-rw-.* 1 2023-11-14 22:13 /,
    );
    expect((await on('shell', 'stat -c "%s %F" /sdcard/Documents/one.txt')).stdout).toBe('1 regular file\n');
    expect((await on('shell', 'pm list packages')).stdout).toContain('package:com.android.settings\n');
    expect((await on('shell', 'find /sdcard/DCIM -type f')).stdout.split('\n')).toHaveLength(4);
  });

  it('exec-out, byte for byte', async () => {
    const { bytes } = await on('exec-out', 'cat /sdcard/DCIM/Camera/large.jpg');
    expect(bytes.equals(await readFile(join(folder.root, 'DCIM/Camera/large.jpg')))).toBe(true);
  });

  it('ls', async () => {
    const { stdout, code } = await on('ls', '/sdcard/Documents');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^000081a4 00000001 6553f10[01] one\.txt$/m);
    expect(stdout).toMatch(/ \.\.$/m);
  });

  it('pull, every file byte-identical, links out of the tree leading nowhere', async () => {
    const target = join(folder.base, 'pulled');
    await on('pull', '/sdcard/', target);
    const expected = await hashesBelow(folder.root);
    const pulled = await hashesBelow(target);
    // adb follows a link that stays inside and copies what it leads to.
    delete pulled['Documents/inside.txt'];
    expect(pulled).toEqual(expected);
    expect((await on('pull', '/sdcard/Documents/escape.txt', join(folder.base, 'x'))).code).not.toBe(0);
    const missing = await on('pull', '/sdcard/nope', join(folder.base, 'y'));
    expect(missing.code).toBe(1);
    expect(missing.stderr + missing.stdout).toContain(
      "failed to stat remote object '/sdcard/nope': No such file or directory",
    );
  });

  it('push, with new folders, its bytes and its time', async () => {
    const local = join(folder.base, 'to-push.bin');
    await writeFile(local, seeded(2, 'push').bytes(1_500_000));
    expect((await on('push', local, '/storage/emulated/0/Download/new/ü/pushed.bin')).code).toBe(0);
    const pushed = join(folder.root, 'Download/new/ü/pushed.bin');
    expect((await readFile(pushed)).equals(await readFile(local))).toBe(true);
    const refused = await on('push', local, '/system/pushed.bin');
    expect(refused.code).not.toBe(0);
    expect(refused.stderr + refused.stdout).toContain('Read-only file system');
  });

  it('several conversations at once', async () => {
    const file = join(folder.root, 'DCIM/Camera/large.jpg');
    const results = await Promise.all(
      Array.from({ length: 6 }, () => on('exec-out', 'cat /sdcard/DCIM/Camera/large.jpg')),
    );
    const expected = await readFile(file);
    expect(results.every(({ bytes }) => bytes.equals(expected))).toBe(true);
  });
});

describe('the allow dialog', () => {
  it('unauthorized, then a tap, then a device, which track-devices tells', async () => {
    let dialogs = 0;
    const shy = await startAndroidPhone({ root: folder.root, auth: 'ask', onDialog: () => (dialogs += 1) });
    const address = `127.0.0.1:${shy.port}`;
    const told = trackDevices(adb.port);
    await adb.run('connect', address);
    expect(await adb.state(address, 'unauthorized')).toBe('unauthorized');
    expect((await adb.run('-s', address, 'shell', 'id')).stderr).toContain('unauthorized');
    expect(dialogs).toBeGreaterThan(0);
    shy.allow();
    expect(await adb.state(address, 'device')).toBe('device');
    expect((await adb.run('-s', address, 'shell', 'echo in')).stdout).toBe('in\n');
    await shy.unplug();
    expect(await adb.state(address, 'offline')).toBe('offline');
    const track = told.text();
    told.stop();
    // adb 29 tells those who track it of the device only; `unauthorized` and `offline` it tells those who ask.
    expect(track).toContain(`${address}\tdevice`);
    await adb.run('disconnect', address);
    await shy.close();
  });
});

describe('an old phone without features', () => {
  it('is served by the first versions of all protocols, checksums included', async () => {
    const old = await startAndroidPhone({ root: folder.root, auth: 'none', faults: { v1Only: true } });
    const address = `127.0.0.1:${old.port}`;
    await adb.run('connect', address);
    await adb.state(address, 'device');
    expect((await adb.run('-s', address, 'features')).stdout.trim()).toBe('');
    expect((await adb.run('-s', address, 'shell', 'echo old')).stdout).toContain('old');
    const target = join(folder.base, 'old.jpg');
    expect((await adb.run('-s', address, 'pull', '/sdcard/DCIM/Camera/large.jpg', target)).code).toBe(0);
    expect((await readFile(target)).equals(await readFile(join(folder.root, 'DCIM/Camera/large.jpg')))).toBe(
      true,
    );
    await adb.run('disconnect', address);
    await old.close();
  });
});

/** What `host:track-devices` tells until stopped. */
function trackDevices(port: number): { text: () => string; stop: () => void } {
  let text = '';
  const socket = connect(port, '127.0.0.1', () => socket.write('0012host:track-devices'));
  socket.on('data', (piece) => (text += piece.toString()));
  socket.on('error', () => undefined);
  return { text: () => text, stop: () => socket.destroy() };
}
