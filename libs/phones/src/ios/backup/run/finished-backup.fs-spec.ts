import { describe, expect, it } from '@jest/globals';
import { decodeIphoneSecrets } from '../../format/phone-secrets.js';
import { openSealed } from '../../format/file-opening.js';
import type { WholeBackupOptions } from '../../../whole-phone.js';
import { at, previousOf, sendBackup, statusPlist } from '../testing/backup-script.js';
import { madeBackup, seal, type PhoneFile, type Seal } from '../testing/made-backup.js';
import type { PocketSink } from '../testing/pocket-sink.js';
import { backup, type Made, type Making } from '../testing/run-backup.js';
import { UDID } from '../testing/scripted-phone.js';

const PHOTO = Buffer.alloc(100_001, 5);
const FILES: PhoneFile[] = [
  { domain: 'CameraRollDomain', path: 'Media/DCIM/100APPLE/IMG_1.HEIC', bytes: PHOTO },
  { domain: 'HomeDomain', path: 'Library/SMS/other.txt', bytes: Buffer.from('words') },
];

/** A phone that sends these files in full and is done. */
async function full(files: readonly PhoneFile[], sealed?: Seal, making: Making = {}): Promise<Made> {
  const made = await backup(async (phone) => {
    await phone.greet();
    const whole = madeBackup(files, sealed);
    await sendBackup(phone, whole);
    await phone.end();
  }, making);
  return made;
}

const again = (last: PocketSink, options: Partial<WholeBackupOptions> = {}): Making => ({
  last,
  previous: previousOf(last),
  options,
});

async function opened(sink: PocketSink, place: string): Promise<Buffer> {
  const { from, shown } = sink.arranged.get(place)!;
  const keys = decodeIphoneSecrets(sink.secrets!).classKeys;
  const parts: Uint8Array[] = [];
  for await (const part of openSealed(shown.opening!, keys, sink.read(from!))) parts.push(part);
  return Buffer.concat(parts);
}

/** Names beside those of what is made of its databases and lists. */
const ofThePhone = (names: ReadonlyMap<string, unknown>): string[] =>
  [...names.keys()].filter((name) => !/^(?:records|Phone records)\//.test(name));

describe('a finished backup', () => {
  it('counts, and is shown where people look; its manifests are in the snapshot and nowhere else', async () => {
    const { sink, device, error, leftovers } = await full(FILES);
    expect(error).toBeUndefined();
    expect(device.phone.request).toEqual({
      MessageName: 'Backup',
      TargetIdentifier: UDID,
      SourceIdentifier: UDID,
      Options: { ForceFullBackup: true },
    });
    const { from } = sink.arranged.get('DCIM/100APPLE/IMG_1.HEIC')!;
    expect(sink.committed?.get(from!)?.equals(PHOTO)).toBe(true);
    expect([...(sink.committed?.keys() ?? [])].filter((name) => !name.includes('/')).sort()).toEqual([
      'Info.plist',
      'Manifest.db',
      'Manifest.plist',
      'Status.plist',
    ]);
    expect(sink.secrets).toBeUndefined();
    expect(sink.leftOut).toEqual([]);
    expect(leftovers).toEqual([]);
    expect(device.lock).toBe('released');
  });

  it('that is not sealed although it should be lacks what only sealed ones hold', async () => {
    const { sink } = await full(FILES, undefined, { options: { wantsEncrypted: true } });
    expect(sink.leftOut.map(({ category, cause }) => [category, cause])).toEqual([
      ['health', 'iphone-not-encrypted'],
      ['keychain', 'iphone-not-encrypted'],
      ['calls', 'iphone-not-encrypted'],
    ]);
    expect(sink.committed).toBeDefined();
  });

  it('that is sealed is opened with the password, which goes into the snapshot', async () => {
    const options = { password: 'pass', wantsEncrypted: true };
    const { sink, error, leftovers } = await full(FILES, seal('pass'), { options });
    expect(error).toBeUndefined();
    expect(decodeIphoneSecrets(sink.secrets!).password).toBe('pass');
    expect((await opened(sink, 'DCIM/100APPLE/IMG_1.HEIC')).equals(PHOTO)).toBe(true);
    expect(sink.leftOut).toEqual([]);
    expect(leftovers).toEqual([]);
  });

  it('keeps the class keys only where the person declined the password', async () => {
    const options = { password: 'pass', keepPassword: false };
    const { sink } = await full(FILES, seal('pass'), { options });
    expect(decodeIphoneSecrets(sink.secrets!).password).toBeUndefined();
    expect((await opened(sink, 'DCIM/100APPLE/IMG_1.HEIC')).equals(PHOTO)).toBe(true);
  });

  it.each([
    ['no password', {}],
    ['another password', { password: 'other' }],
  ])('that is sealed counts with %s, as it is', async (_, options) => {
    const { sink, error } = await full(FILES, seal('pass'), { options });
    expect(error).toBeUndefined();
    expect(sink.committed?.size).toBe(6);
    expect(sink.arranged.size).toBe(0);
    expect(sink.secrets).toBeUndefined();
    expect(sink.leftOut).toEqual([
      { path: [], shown: '', category: 'other', cause: 'iphone-password-unknown' },
    ]);
  });

  it('is opened with what the last snapshot holds, while it fits', async () => {
    const sealed = seal('pass');
    const first = await full(FILES, sealed, { options: { password: 'pass' } });
    const second = await full(FILES, sealed, again(first.sink));
    expect(decodeIphoneSecrets(second.sink.secrets!).password).toBe('pass');
    const wrong = await full(FILES, sealed, again(first.sink, { password: 'wrong' }));
    expect(decodeIphoneSecrets(wrong.sink.secrets!).password).toBe('pass');
    // The phone's person set the same password anew: the keys are others, the password still opens them.
    const renewed = await full(FILES, seal('pass'), again(second.sink));
    expect(ofThePhone(renewed.sink.arranged)).toHaveLength(2);
    const changed = await full(FILES, seal('changed'), again(second.sink));
    expect(changed.sink.leftOut).toMatchObject([{ cause: 'iphone-password-unknown' }]);
  });

  it('is opened with class keys alone, while the phone has the same', async () => {
    const sealed = seal('pass');
    const declined = { password: 'pass', keepPassword: false };
    const first = await full(FILES, sealed, { options: declined });
    const second = await full(FILES, sealed, again(first.sink, { keepPassword: false }));
    expect((await opened(second.sink, 'DCIM/100APPLE/IMG_1.HEIC')).equals(PHOTO)).toBe(true);
    const renewed = await full(FILES, seal('pass'), again(second.sink));
    expect(renewed.sink.leftOut).toMatchObject([{ cause: 'iphone-password-unknown' }]);
  });

  it('builds upon the last one: only what changed comes', async () => {
    const first = await full(FILES);
    const second = await backup(async (phone) => {
      await phone.greet();
      const got = await phone.download(at('Status.plist'), at('Manifest.plist'), at('Manifest.db'));
      expect(got.files.get(at('Status.plist'))?.equals(statusPlist('finished'))).toBe(true);
      expect(got.files.get(at('Manifest.db'))?.equals(first.sink.committed!.get('Manifest.db')!)).toBe(true);
      const all = [
        ...FILES,
        { domain: 'HomeDomain', path: 'Library/Notes/n.txt', bytes: Buffer.from('new') },
      ];
      const { files, ...rest } = madeBackup(all);
      await sendBackup(phone, { ...rest, files: files.slice(2) });
      await phone.end();
    }, again(first.sink));
    expect(second.error).toBeUndefined();
    expect(second.device.phone.request).not.toHaveProperty('Options');
    expect(ofThePhone(second.sink.arranged)).toHaveLength(3);
    expect(second.sink.received.filter((path) => path.length > 40)).toHaveLength(1);
  });

  it.each<[string, Making['previous']]>([
    ['half-finished', { read: (path) => once(path === 'Status.plist' ? statusPlist('uploading') : PHOTO) }],
    ['empty', { read: () => undefined }],
    ['garbage', { read: () => once(PHOTO) }],
  ])('begins anew after one that is %s', async (_, previous) => {
    const first = await full(FILES);
    const second = await backup(
      async (phone) => {
        await phone.greet();
        expect(phone.request).toMatchObject({ Options: { ForceFullBackup: true } });
        const got = await phone.download(at('Status.plist'), at('Manifest.db'));
        expect(got.errors.size).toBe(2);
        await sendBackup(phone, madeBackup(FILES.slice(1)));
        await phone.end();
      },
      { last: first.sink, ...(previous ? { previous } : {}) },
    );
    expect(second.error).toBeUndefined();
    // Nothing is left of what the phone no longer has.
    expect(ofThePhone(second.sink.committed!)).toHaveLength(5);
  });

  it('has no records of a last one that are not made again, and the phone does not see them', async () => {
    const first = await full(FILES);
    first.sink.committed!.set('records/7', Buffer.from('of messages that are gone'));
    const second = await backup(async (phone) => {
      await phone.greet();
      const [, , seen] = await phone.ask('DLContentsOfDirectory', UDID);
      expect(Object.keys(seen as object)).not.toContain('records');
      const { files, ...rest } = madeBackup(FILES);
      await sendBackup(phone, { ...rest, files: files.slice(2) });
      await phone.end();
    }, again(first.sink));
    expect(second.error).toBeUndefined();
    expect(second.sink.committed?.has('records/7')).toBe(false);
  });

  it('lacks what the phone could not read, with the place where people look for it', async () => {
    const { sink } = await backup(async (phone) => {
      await phone.greet();
      const whole = madeBackup(FILES);
      const [photo, ...others] = whole.files;
      await sendBackup(phone, {
        ...whole,
        files: [{ ...photo!, fails: 'Input/output error (5)' }, ...others],
      });
      await phone.end();
    });
    expect(sink.leftOut.map(({ shown, cause, category }) => [shown, cause, category])).toEqual([
      ['DCIM/100APPLE/IMG_1.HEIC', 'unreadable', 'photos'],
    ]);
    expect(sink.committed).toBeDefined();
  });
});

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
