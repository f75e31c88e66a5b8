import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hostilePhone } from '@holdfast/phone-simulator';
import type { IosFaults } from '@holdfast/phone-simulator';
import { IphoneRoom, photoName } from '../testing/iphone-room.js';
import type { RunOptions } from '../testing/iphone-room.js';

jest.setTimeout(60_000);

type BackupFaults = NonNullable<IosFaults['backup']>;

const MEBIBYTE = 2 ** 20;
/** What one run may add to this process, in which the phone, its muxer and the engine all live. */
const MOST_RSS = 300 * MEBIBYTE;

/** Highest memory of this process while something is done. */
async function peakWhile(work: () => Promise<void>): Promise<number> {
  let peak = 0;
  const look = (): void => void (peak = Math.max(peak, process.memoryUsage.rss()));
  look();
  const timer = setInterval(look, 10);
  try {
    await work();
  } finally {
    clearInterval(timer);
    look();
  }
  return peak;
}

/** Another iPhone once it was asked so often who it is, from now on: each time the phone looks twice. */
function anotherAfter(asks: number): IosFaults {
  let looks = 0;
  return {
    get swapUdidAfter() {
      looks += 1;
      return looks <= 2 * asks ? Number.POSITIVE_INFINITY : -1;
    },
  };
}

describe('an iPhone that is hostile, or breaks off, and a repository with a snapshot of it', () => {
  let room: IphoneRoom;
  let first: string;
  let held: Record<string, string>;
  let around: string[];
  let counted: string[];

  beforeAll(async () => {
    room = await IphoneRoom.make();
    const { result, error } = await room.backUp();
    expect(error).toBeUndefined();
    first = result!.snapshotId;
    held = room.onPhone();
    counted = [first];
    expect(await room.restored(first)).toEqual(held);
    around = room.around();
    // Something to send in each run.
    writeFileSync(`${room.root}/${photoName(0)}`, Buffer.alloc(3 * MEBIBYTE, 'changed'));
  });
  afterAll(() => room.close());
  afterEach(async () => {
    room.phone.setFaults({});
    room.phone.plug();
    // Backups are unplugged once in a phone's life unless it forgets that.
    room.phone.faultStats.unplugged = 0;
    expect(room.leftovers()).toEqual([]);
    expect(room.around()).toEqual(around);
    expect((await room.repository.snapshots()).map(({ id }) => id).sort()).toEqual([...counted].sort());
    expect(await room.restored(first)).toEqual(held);
  });

  /** In full, so that there is much to go wrong. */
  const ends = async (
    faults: IosFaults,
    cause: string,
    options: RunOptions = { full: true },
  ): Promise<void> => {
    room.phone.setFaults(faults);
    const before = process.memoryUsage.rss();
    const peak = await peakWhile(async () => {
      const { error, result } = await room.backUp(options);
      expect(result).toBeUndefined();
      expect(error?.causeClass ?? error?.code).toBe(cause);
    });
    expect(peak - before).toBeLessThan(MOST_RSS);
  };

  it.each<[string, BackupFaults, string]>([
    ['sends a path above', { hostile: ['path-above'] }, 'internal'],
    ['sends an absolute path', { hostile: ['path-absolute'] }, 'internal'],
    ['sends a path of another phone', { hostile: ['path-of-another-phone'] }, 'internal'],
    ['sends a file that is the folder', { hostile: ['path-empty'] }, 'internal'],
    ['sends a name of 5,000 bytes', { hostile: ['name-too-long'] }, 'internal'],
    ['sends a frame of 4 GiB', { hostile: ['frame-of-4-gib'] }, 'internal'],
    ['sends a frame without a code', { hostile: ['frame-without-code'] }, 'internal'],
    ['sends a frame that nobody knows', { hostile: ['unknown-frame'] }, 'internal'],
    ['moves out', { hostile: ['move-out'] }, 'internal'],
    ['moves what is not there', { hostile: ['move-of-nothing'] }, 'internal'],
    ['removes all above', { hostile: ['remove-above'] }, 'internal'],
    ['lists what is above', { hostile: ['list-above'] }, 'internal'],
    ['makes endless directories', { hostile: ['endless-directories'] }, 'internal'],
    ['sends no message', { hostile: ['garbage'] }, 'internal'],
    ['sends a Manifest.db that is none', { manifest: 'garbage' }, 'unreadable'],
    ['sends a Manifest.db of nothing', { manifest: 'no-tables' }, 'unreadable'],
    ['has a status that says finished, and fails', { statusLies: 'failed' }, 'internal'],
    ['is done, and its status is not', { statusLies: 'unfinished' }, 'internal'],
    ['believes that there is no room', { noSpace: true }, 'disk-full'],
    ['says 104', { errorCode: 104 }, 'unreadable'],
    ['is unplugged while it uploads', { unplugAt: 'uploading' }, 'unplugged'],
    ['is unplugged while it moves', { unplugAt: 'moving' }, 'unplugged'],
    ['is unplugged while it removes', { unplugAt: 'removing' }, 'unplugged'],
    ['is unplugged when it is done', { unplugAt: 'finished' }, 'unplugged'],
    ['is unplugged within a file', { unplugAfterFileBytes: 2 * MEBIBYTE }, 'unplugged'],
  ])('that %s ends with a cause, and leaves all as it was', async (...[, backup, cause]) => {
    await ends({ backup }, cause);
  });

  it.each<[string, IosFaults]>([
    ['tells of a folder without end', { endless: true }],
    ['holds names and times that nobody should have', { synthetic: hostilePhone }],
    ['tells sizes that are not true', { sizes: { [photoName(1)]: 0n, [photoName(2)]: 2n ** 63n - 1n } }],
    ['closes and loses photos', { denied: [photoName(1)], vanish: [photoName(2)] }],
  ])('that %s gives its photos, and it is said what is left out', async (...[, faults]) => {
    room.phone.setFaults(faults);
    const { result, error } = await room.backUp({ reading: 'photos' });
    expect(error).toBeUndefined();
    counted.push(result!.snapshotId);
    const [shown, there] = [await room.restored(result!.snapshotId), room.onPhone()];
    const lacking = new Set(result!.leftOut.map(({ path }) => path.map(String).join('/')));
    for (const name of Object.keys(there).filter((one) => one.startsWith('DCIM/')))
      if (!lacking.has(name)) expect([name, shown[name]]).toEqual([name, there[name]]);
  });

  it('that lists files outside of itself shows the others', async () => {
    room.phone.setFaults({ backup: { manifest: 'hostile' } });
    const { result, error } = await room.backUp({ full: true });
    expect(error).toBeUndefined();
    counted.push(result!.snapshotId);
    expect(result!.leftOut.length).toBeGreaterThan(3);
    expect(await room.restored(result!.snapshotId)).toEqual(room.onPhone());
  });

  it.each<[string, BackupFaults]>([
    ['asks for what nobody knows', { hostile: ['unknown-messages'] }],
    [
      'announces sizes that are not true',
      {
        sizes: {
          'CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG': 0n,
          'CameraRollDomain/Media/DCIM/100APPLE/IMG_0002.JPG': 2n ** 34n,
        },
      },
    ],
    ['cannot read a photo', { unreadable: ['CameraRollDomain/Media/DCIM/100APPLE/IMG_0003.JPG'] }],
  ])('that %s is backed up, and it is said what is left out', async (...[, backup]) => {
    room.phone.setFaults({ backup });
    const { result, error } = await room.backUp({ full: true });
    expect(error).toBeUndefined();
    counted.push(result!.snapshotId);
    const there = room.onPhone();
    for (const { path, cause } of result!.leftOut) {
      // Manifest.db does not name it, so that it is told by its place on the phone.
      expect([path.map(String).join('/'), cause]).toEqual([
        `private/var/mobile/Media/${photoName(3)}`,
        'unreadable',
      ]);
      delete there[photoName(3)];
    }
    expect(await room.restored(result!.snapshotId)).toEqual(there);
  });

  it('that turns out to be another iPhone leaves nothing', async () => {
    // Another answer each time that it is asked who it is: when it is opened, while it is read, when all was read.
    const outcomes = new Set<string | undefined>();
    for (let asks = 0, isSame = false; !isSame; asks++) {
      expect(asks).toBeLessThan(20);
      room.phone.setFaults(anotherAfter(asks));
      const { result, error } = await room.backUp();
      isSame = result !== undefined;
      if (result) counted.push(result.snapshotId);
      else outcomes.add(error?.causeClass ?? error?.code);
    }
    expect([...outcomes]).toEqual(['internal']);
  });

  it('is whole in the end, and so is all that came before', async () => {
    const { result, error } = await room.backUp();
    expect(error).toBeUndefined();
    counted.push(result!.snapshotId);
    expect(await room.restored(result!.snapshotId)).toEqual(room.onPhone());
    expect((await room.repository.verify({ readData: true })).damage).toEqual([]);
  });
});

describe('an iPhone that seals its backups', () => {
  it.each([2 ** 31, 0])('and whose key bag claims %d rounds is not waited for', async (claimedIterations) => {
    const room = await IphoneRoom.make({ password: 'pass' });
    const { result } = await room.backUp({ password: 'pass' });
    expect(await room.restored(result!.snapshotId)).toEqual(room.onPhone());
    room.phone.setFaults({ backup: { claimedIterations } });
    const { error } = await room.backUp({ password: 'another', full: true });
    expect(error).toMatchObject({ causeClass: 'unreadable' });
    expect(room.leftovers()).toEqual([]);
    expect(await room.restored(result!.snapshotId)).toEqual(room.onPhone());
    await room.close();
  });
});

describe('an iPhone that is unplugged when four fifths were sent', () => {
  it('is asked for all of it again, and only the rest is stored', async () => {
    const room = await IphoneRoom.make({}, 5_000_000);
    room.phone.setFaults({ backup: { unplugAfterFileBytes: 48_000_000 } });
    expect((await room.backUp()).error).toMatchObject({ causeClass: 'unplugged' });
    room.phone.setFaults({});
    room.phone.plug();
    const { result } = await room.backUp();
    expect(await room.restored(result!.snapshotId)).toEqual(room.onPhone());
    // 12 MB that never came, and the file within which the cable was pulled at most.
    expect(result!.facts.storedBytes).toBeLessThan(17_500_000);
    expect((await room.repository.verify({ readData: true })).damage).toEqual([]);
    await room.close();
  });
});
