import { describe, expect, it } from '@jest/globals';
import { at, sendBackup, statusPlist } from '../testing/backup-script.js';
import { backup, type Making } from '../testing/run-backup.js';
import type { Script } from '../testing/scripted-phone.js';

const files = [{ path: 'ab/ab1', bytes: Buffer.alloc(50_000, 1) }];
const SHEET = 'com.apple.LocalAuthentication.ui.presented';

const ending =
  (code: number): Script =>
  async (phone) => {
    await phone.greet();
    await sendBackup(phone, { files });
    await phone.end(code, 'words');
  };

let told: (notification: string) => void = () => undefined;

describe('a backup that does not finish', () => {
  it.each<[string, Script, string, Making?]>([
    ['says 104', ending(104), 'unreadable'],
    ['says 105', ending(105), 'disk-full'],
    ['says 208', ending(208), 'phone-locked'],
    [
      'leaves without a word',
      async (phone) => {
        await phone.greet();
        await phone.say('DLMessageDisconnect', 'bye');
      },
      'unplugged',
    ],
    [
      'is unplugged while it sends',
      async (phone) => {
        await phone.greet();
        await phone.say('DLMessageUploadFiles', {}, 0, 0);
        await phone.beginUpload(at('Snapshot/Manifest.db'));
        await phone.raw(Buffer.of(0, 0, 9, 9, 0x0c, 1, 2, 3));
        phone.unplug();
      },
      'unplugged',
    ],
    [
      'says that it is done but not finished',
      async (phone) => {
        await phone.greet();
        await sendBackup(phone, { files, state: 'removing' });
        await phone.end();
      },
      'internal',
    ],
    [
      'says that it is done and has no status',
      async (phone) => {
        await phone.greet();
        await phone.end();
      },
      'internal',
    ],
    [
      'sends a status that is none',
      async (phone) => {
        await phone.greet();
        await phone.upload({ path: at('Status.plist'), bytes: Buffer.from('bplist00finished') });
        await phone.end();
      },
      'internal',
    ],
    [
      'falls silent',
      async (phone) => {
        await phone.greet();
        await phone.hear();
      },
      'unplugged',
      { patienceMs: 60 },
    ],
    ['has no room for a greeting', (phone) => phone.greet(500), 'os-not-supported'],
  ])('because the phone %s counts for nothing', async (...[, script, causeClass, making]) => {
    const { sink, device, error, leftovers } = await backup(script, making);
    expect(error).toMatchObject({ name: 'SourceError', causeClass });
    expect(sink.committed).toBeUndefined();
    expect(sink.aborted).toBe((error as Error).message);
    expect(device.lock).toBe('released');
    expect(device.posted).toEqual(['syncWillStart', 'syncLockRequest', 'syncDidStart', 'syncDidFinish']);
    expect(leftovers).toEqual([]);
  });

  it('because nobody entered the passcode tells so, and the sheet is gone', async () => {
    const { device, error } = await backup(
      async (phone) => {
        await phone.greet();
        told(SHEET);
        await phone.end(208, 'Device locked (MBErrorDomain/208)');
      },
      { device: (device) => (told = (name) => device.notify(name)) },
    );
    expect(error).toMatchObject({ causeClass: 'passcode-not-given' });
    expect(device.steps).toEqual([{ step: 'passcode', seconds: 180 }, { step: 'none' }]);
  });

  it('because its person cancelled it on the phone tells so', async () => {
    const { error, sink } = await backup(
      async (phone) => {
        await phone.greet();
        told('com.apple.itunes-client.syncCancelRequest');
        await phone.hear();
      },
      { device: (device) => (told = (name) => device.notify(name)) },
    );
    expect(error).toMatchObject({
      causeClass: 'cancelled',
      message: expect.stringContaining('on the iPhone'),
    });
    expect(sink.aborted).toBeDefined();
  });

  it('because it is stopped ends at once', async () => {
    const stop = new AbortController();
    const { error, device } = await backup(
      async (phone) => {
        await phone.greet();
        await phone.upload({ path: at('Snapshot/Status.plist'), bytes: statusPlist('uploading') });
        stop.abort();
        await phone.hear();
      },
      { signal: stop.signal },
    );
    expect(error).toMatchObject({ causeClass: 'cancelled' });
    expect(device.lock).toBe('released');
  });

  it('because there is no telling how much fits ends with those words', async () => {
    const { error, sink } = await backup(
      async (phone) => {
        await phone.greet();
        await phone.ask('DLMessageGetFreeDiskSpace');
      },
      { options: { freeBytes: () => Promise.reject(new Error('no quota')) } },
    );
    expect(error).toMatchObject({ message: 'no quota' });
    expect(sink.aborted).toBe('no quota');
  });
});
