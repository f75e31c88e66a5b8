import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { BackupFaults } from './ios/backup-service/backup-faults.js';
import { clockAtRate } from './ios/clock.js';
import { wholeIphone, type Making, type WholeIphone } from './testing/whole-iphone.js';

jest.setTimeout(30_000);

const PHOTO = 'DCIM/100APPLE/IMG_0001.JPG';
/** Three minutes are over in 0.2 s. */
const FAST = clockAtRate(900);

describe('a whole iPhone', () => {
  let whole: WholeIphone;
  beforeAll(async () => (whole = await wholeIphone()));
  afterAll(() => whole.close());
  afterEach(() => {
    whole.phone.setFaults({});
    whole.phone.plug();
  });

  it.each<[string, BackupFaults, string, Making?]>([
    ['sends a path above', { hostile: ['path-above'] }, 'internal'],
    ['sends an absolute path', { hostile: ['path-absolute'] }, 'internal'],
    ['sends a path of another phone', { hostile: ['path-of-another-phone'] }, 'internal'],
    ['sends a file that is the folder', { hostile: ['path-empty'] }, 'internal'],
    ['sends a name of 5,000 bytes', { hostile: ['name-too-long'] }, 'internal'],
    ['sends a frame of 4 GiB', { hostile: ['frame-of-4-gib'] }, 'internal'],
    ['sends a frame without a code', { hostile: ['frame-without-code'] }, 'internal'],
    ['sends a frame that nobody knows', { hostile: ['unknown-frame'] }, 'internal'],
    ['moves out', { hostile: ['move-out'] }, 'internal'],
    ['removes all above', { hostile: ['remove-above'] }, 'internal'],
    ['lists what is above', { hostile: ['list-above'] }, 'internal'],
    ['makes endless directories', { hostile: ['endless-directories'] }, 'internal'],
    ['sends no message', { hostile: ['garbage'] }, 'internal'],
    ['moves what is not there', { hostile: ['move-of-nothing'] }, 'internal'],
    ['sends a Manifest.db that is none', { manifest: 'garbage' }, 'unreadable'],
    ['sends a Manifest.db of nothing', { manifest: 'no-tables' }, 'unreadable'],
    ['has a status that says finished, and fails', { statusLies: 'failed' }, 'internal'],
    ['is done, and its status is not', { statusLies: 'unfinished' }, 'internal'],
    ['believes that there is no room', { noSpace: true }, 'disk-full'],
    ['says 104', { errorCode: 104 }, 'unreadable'],
    ['says 4711', { errorCode: 4711 }, 'internal'],
    ['is unplugged while it sends', { unplugAfterFileBytes: 1_000_000 }, 'unplugged'],
  ])('that %s ends with a cause, and nothing of it counts', async (...[, backup, causeClass]) => {
    whole.phone.setFaults({ backup });
    const { sink, error } = await whole.backUp();
    expect(error).toMatchObject({ name: 'SourceError', causeClass });
    expect(sink.isCommitted).toBe(false);
    expect(sink.aborted).toBe((error as Error).message);
  });

  it('that was told all this is backed up the next time', async () => {
    const { sink, error } = await whole.backUp();
    expect(error).toBeUndefined();
    expect(sink.stored(PHOTO)).toEqual(await readFile(join(whole.root, PHOTO)));
  });

  it('that finds no room in what is left of the quota says so', async () => {
    const { error } = await whole.backUp({ options: { freeBytes: () => Promise.resolve(1000n) } });
    expect(error).toMatchObject({ causeClass: 'disk-full' });
  });

  it('that lists files outside, and blobs that are none, shows the others', async () => {
    whole.phone.setFaults({ backup: { manifest: 'hostile' } });
    const { error, sink } = await whole.backUp();
    expect(error).toBeUndefined();
    expect(sink.left.length).toBeGreaterThan(3);
    expect([...sink.shown.keys()].some((place) => /escape|passwd|\.\./.test(place))).toBe(false);
    expect(sink.stored(PHOTO)).toEqual(await readFile(join(whole.root, PHOTO)));
  });

  it('that asks for what nobody knows is told so, and goes on', async () => {
    whole.phone.setFaults({ backup: { hostile: ['unknown-messages'] } });
    expect((await whole.backUp()).error).toBeUndefined();
  });

  it('that another program syncs is waited for', async () => {
    whole.phone.setFaults({ lockBusyTimes: 2 });
    expect((await whole.backUp()).error).toBeUndefined();
  });

  it('is let go of at once when it is stopped, and can be backed up again', async () => {
    const stop = new AbortController();
    whole.phone.setFaults({ bytesPerSecond: 500_000 });
    const onProgress = (): void => stop.abort();
    const { error, sink } = await whole.backUp({ signal: stop.signal, options: { onProgress } });
    expect(error).toMatchObject({ causeClass: 'cancelled' });
    expect(sink.isCommitted).toBe(false);
    whole.phone.setFaults({});
    expect((await whole.backUp()).error).toBeUndefined();
  });
});

describe('a whole iPhone of its own kind', () => {
  let whole: WholeIphone;
  afterEach(() => whole.close());

  it.each(['uploading', 'moving', 'removing', 'finished'] as const)(
    'that is unplugged at "%s" leaves the last backup as it was',
    async (unplugAt) => {
      whole = await wholeIphone();
      const { sink: last } = await whole.backUp();
      await writeFile(join(whole.root, PHOTO), 'changed');
      whole.phone.setFaults({ backup: { unplugAt } });
      const { sink, error } = await whole.backUp({ last });
      expect(error).toMatchObject({ causeClass: 'unplugged' });
      expect(sink.isCommitted).toBe(false);
      whole.phone.plug();
      const next = await whole.backUp({ last });
      expect(next.error).toBeUndefined();
      expect(String(next.sink.stored(PHOTO))).toBe('changed');
    },
  );

  it('that wants a key bag opened with 2^31 rounds is not waited for', async () => {
    whole = await wholeIphone({ password: 'pass', faults: { backup: { claimedIterations: 2 ** 31 } } });
    const { error, sink } = await whole.backUp({ options: { password: 'pass' } });
    expect(error).toMatchObject({ causeClass: 'unreadable' });
    expect(sink.isCommitted).toBe(false);
  });

  it('whose passcode nobody enters gives up after three minutes', async () => {
    whole = await wholeIphone({ passcode: 'never', clock: FAST });
    const { error, sink } = await whole.backUp();
    expect(error).toMatchObject({ causeClass: 'passcode-not-given' });
    expect(sink.isCommitted).toBe(false);
    expect(whole.steps).toEqual([{ step: 'passcode', seconds: 180 }, { step: 'none' }]);
  });

  it('that says nothing for minutes is waited for', async () => {
    const pauses = { uploading: 300_000, moving: 300_000, removing: 300_000, finished: 300_000 };
    whole = await wholeIphone({ clock: clockAtRate(3000), faults: { backup: { pauses } } });
    expect((await whole.backUp()).error).toBeUndefined();
  });
});
