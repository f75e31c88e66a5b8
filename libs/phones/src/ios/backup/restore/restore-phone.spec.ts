import { describe, expect, it } from '@jest/globals';
import type { PushedFiles } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { readPlist } from '../../../codecs/plist/read-plist.js';
import { writeXmlPlist } from '../../../codecs/plist/write-xml-plist.js';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import { PocketDevice } from '../testing/pocket-device.js';
import { PocketSink } from '../testing/pocket-sink.js';
import { UDID, type Script } from '../testing/scripted-phone.js';
import { restorePhone } from './restore-phone.js';

const OLD = '00008030-00000000000000AA';
const at = (path: string): string => `${OLD}/${path}`;
const file = Buffer.alloc(100_000, 7);

/** A snapshot of another phone. */
function snapshot(changes: Record<string, PlistDict> = {}): PushedFiles {
  const sink = new PocketSink();
  const put = (path: string, bytes: Uint8Array): unknown =>
    sink.staged.set(path, { kind: 'file', bytes: Buffer.from(bytes) });
  const plists: Record<string, PlistDict> = {
    'Status.plist': { SnapshotState: 'finished' },
    'Manifest.plist': { IsEncrypted: false },
    'Info.plist': { 'Target Identifier': OLD },
    ...changes,
  };
  for (const [name, value] of Object.entries(plists)) put(name, writeXmlPlist(value));
  put('ab/ab1', file);
  const stat: PushedFiles['stat'] = async (path) => {
    const cut = path.lastIndexOf('/');
    const items = await sink.list(path.slice(0, Math.max(cut, 0)));
    return items.find(({ name }) => name === path.slice(cut + 1));
  };
  const has = (path: string): boolean => sink.staged.get(path)?.kind === 'file';
  return {
    stat,
    list: (path) => sink.list(path),
    read: (path) => (has(path) ? sink.read(path) : undefined),
    close: async () => undefined,
  };
}

async function restored(
  script: Script,
  ...how: [files?: PushedFiles, options?: object]
): Promise<PocketDevice> {
  let failed: unknown;
  const device = new PocketDevice(async (phone) => {
    await phone.greet();
    await script(phone).catch((error: unknown) => {
      failed = error;
      phone.unplug();
    });
  });
  try {
    await restorePhone(device, how[0] ?? snapshot(), { scratch: '/nowhere', ...how[1] });
  } catch (error) {
    // What a test expected of the script comes before what its end did to the other side.
    throw failed instanceof Error && 'matcherResult' in failed ? failed : error;
  }
  return device;
}

describe('a phone that is restored', () => {
  it('is asked as idevicebackup2 asks, and sent what it wants', async () => {
    const device = await restored(async (phone) => {
      const { files, frames, status } = await phone.download(at('Manifest.plist'), at('ab/ab1'), at('ab/no'));
      expect(files.get(at('ab/ab1'))?.equals(file)).toBe(true);
      expect(Math.max(...frames)).toBe(32_768);
      expect(status[0]).toBe(-13);
      await phone.end();
    });
    expect(device.phone.request).toEqual({
      MessageName: 'Restore',
      TargetIdentifier: UDID,
      SourceIdentifier: OLD,
      Options: {
        RestoreSystemFiles: false,
        RestoreShouldReboot: true,
        RestoreDontCopyBackup: true,
        RestorePreserveSettings: true,
        RemoveItemsNotRestored: false,
      },
    });
    expect(device.lock).toBe('released');
  });

  describe('and its apps', () => {
    const LIST = '/iTunesRestore/RestoreApplications.plist';
    const Applications = { 'org.example.notes': { ApplicationSINF: Buffer.from('sinf') } };
    const withApps = (): PushedFiles =>
      snapshot({ 'Info.plist': { 'Target Identifier': OLD, Applications } });
    const device = (script: Script): PocketDevice =>
      new PocketDevice(async (phone) => {
        await phone.greet();
        await script(phone);
      });

    it('are queued before it is asked', async () => {
      let queued: unknown;
      const phone = device(async (one) => {
        queued = readPlist(Buffer.from(phone.media.get(LIST) ?? []));
        await one.end();
      });
      expect(await restorePhone(phone, withApps(), { scratch: '/nowhere' })).toEqual({ apps: 1 });
      expect(queued).toEqual(Applications);
      expect(phone.media.has(LIST)).toBe(true);
    });

    it('are not where the restore came to nothing, nobody wants them, or none is known', async () => {
      const failing = device((phone) => phone.end(207));
      await expect(restorePhone(failing, withApps(), { scratch: '/nowhere' })).rejects.toThrow();
      const unwanted = device((phone) => phone.end());
      const options = { scratch: '/nowhere', queuesApps: false };
      expect(await restorePhone(unwanted, withApps(), options)).toEqual({ apps: 0 });
      const none = device((phone) => phone.end());
      expect(await restorePhone(none, snapshot(), { scratch: '/nowhere' })).toEqual({ apps: 0 });
      for (const { media } of [failing, unwanted, none]) expect(media.has(LIST)).toBe(false);
    });

    it.each([
      ['permission-denied', { apps: undefined }],
      ['unplugged', undefined],
    ] as const)('end it only where the phone is gone: %s', async (causeClass, result) => {
      const phone = device((one) => one.end());
      phone.refusesToWrite = new SourceError(causeClass, 'not written');
      const restoring = restorePhone(phone, withApps(), { scratch: '/nowhere' });
      if (result) expect(await restoring).toEqual(result);
      else await expect(restoring).rejects.toMatchObject({ causeClass });
    });
  });

  it('may change what it sees, and the snapshot stays', async () => {
    const files = snapshot();
    await restored(async (phone) => {
      const names = async (path: string): Promise<string[]> =>
        Object.keys((await phone.ask('DLContentsOfDirectory', path))[2] as object).sort();
      expect((await phone.ask('DLMessageCreateDirectory', at('work/deep')))[0]).toBe(0);
      expect((await phone.ask('DLMessageMoveItems', { [at('ab')]: at('work/ab') }))[0]).toBe(0);
      expect(await names(at('work'))).toEqual(['ab', 'deep']);
      expect(await names(at('work/ab'))).toEqual(['ab1']);
      expect(await names(at('ab'))).toEqual([]);
      expect((await phone.download(at('work/ab/ab1'))).files.size).toBe(1);
      expect((await phone.download(at('ab/ab1'))).errors.size).toBe(1);
      expect((await phone.ask('DLMessageCopyItem', at('work/ab/ab1'), at('copy')))[0]).toBe(0);
      await phone.upload({ path: at('log'), bytes: Buffer.from('said') });
      expect(String((await phone.download(at('log'))).files.get(at('log')))).toBe('said');
      expect((await phone.ask('DLMessageRemoveItems', [at('copy'), at('log')]))[0]).toBe(0);
      expect((await phone.ask('DLMessageRemoveItems', [at('copy')]))[0]).toBe(-6);
      expect(await names(OLD)).toEqual(['Info.plist', 'Manifest.plist', 'Status.plist', 'work']);
      await phone.end();
    }, files);
    expect((await files.list('')).map(({ name }) => name).sort()).toEqual([
      'Info.plist',
      'Manifest.plist',
      'Status.plist',
      'ab',
    ]);
  });

  it('does not fill this computer', async () => {
    const restoring = restored(async (phone) => {
      const bytes = Buffer.alloc(1024 * 1024);
      for (let i = 0; i < 20; i += 1) await phone.upload({ path: at(`big/${i}`), bytes });
    });
    await expect(restoring).rejects.toMatchObject({ causeClass: 'internal' });
  });

  it.each([
    ['not finished', { 'Status.plist': { SnapshotState: 'uploading' } }, 'unreadable'],
    ['of nobody', { 'Info.plist': {} }, 'unreadable'],
    ['sealed, without its password', { 'Manifest.plist': { IsEncrypted: true } }, 'iphone-password-unknown'],
  ])('is not begun from a backup that is %s', async (_, changes, causeClass) => {
    const script: Script = (phone) => phone.end();
    await expect(restored(script, snapshot(changes as Record<string, PlistDict>))).rejects.toMatchObject({
      causeClass,
    });
  });

  it('gets the password, and the options that were chosen', async () => {
    const files = snapshot({ 'Manifest.plist': { IsEncrypted: true } });
    const options = { password: 'pass', system: true, reboot: false };
    const device = await restored((phone) => phone.end(), files, options);
    expect(device.phone.request['Options']).toMatchObject({
      Password: 'pass',
      RestoreSystemFiles: true,
      RestorePreserveSettings: false,
      RestoreShouldReboot: false,
    });
  });

  it.each([
    [207, 'iphone-password-unknown'],
    [211, 'permission-denied'],
    [205, 'internal'],
  ])('that ends with %i is told as %s', async (code, causeClass) => {
    await expect(restored((phone) => phone.end(code))).rejects.toMatchObject({ causeClass });
  });
});
