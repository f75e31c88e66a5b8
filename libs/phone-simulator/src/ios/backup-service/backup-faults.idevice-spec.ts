import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hashesInBackup, hashesOnPhone, plistIn, rowsOf } from '../../testing/backup-folder.js';
import { idevice, makeIphoneFolder, type ToolResult } from '../../testing/real-idevice.js';
import { clockAtRate } from '../clock.js';
import { fillDemoIphone } from '../demo/fill-demo-iphone.js';
import type { IosPhone, IosPhoneOptions } from '../ios-phone-options.js';
import { startIosPhone } from '../start-ios-phone.js';
import type { BackupFaults } from './backup-faults.js';

jest.setTimeout(60_000);

/** Each tried on a phone of its own, all at once: the tool waits most of its time. */
const CASES: Readonly<
  Record<string, { readonly faults?: BackupFaults; readonly more?: Partial<IosPhoneOptions> }>
> = {
  unplugged: { faults: { unplugAfterFileBytes: 5_000_000 } },
  'unplugged at the end': { faults: { unplugAt: 'removing' } },
  'no space': { faults: { noSpace: true } },
  locked: { more: { passcode: 'never', clock: clockAtRate(1_000) } },
  unreadable: { faults: { unreadable: ['CameraRollDomain/Media/DCIM/100APPLE/IMG_0003.JPG'] } },
  'several unreadable': {
    faults: { unreadable: ['HomeDomain/Library/Voicemail/empty.amr'], mostUnreadable: 1 },
  },
  paused: { faults: { pauses: { uploading: 300_000 } }, more: { clock: clockAtRate(1_000) } },
};

interface Tried {
  readonly phone: IosPhone;
  readonly backups: string;
  readonly folder: string;
  readonly result: ToolResult;
}

let place: Awaited<ReturnType<typeof makeIphoneFolder>>;
const tried = new Map<string, Tried>();
beforeAll(async () => {
  place = await makeIphoneFolder();
  await mkdir(place.root);
  await fillDemoIphone(place.root, 6);
  const attempts = Object.entries(CASES).map(async ([name, { faults = {}, more }]) => {
    const backups = join(place.base, name);
    await mkdir(backups);
    const stateFolder = join(place.base, `${name}.state`);
    const phone = await startIosPhone({ root: place.root, stateFolder, faults: { backup: faults }, ...more });
    const result = await idevice(phone.address, 'idevicebackup2', 'backup', backups);
    tried.set(name, { phone, backups, folder: join(backups, phone.udid), result });
  });
  await Promise.all(attempts);
});
afterAll(async () => {
  for (const { phone } of tried.values()) await phone.close();
  await place.remove();
});

function of(name: string): Tried {
  const found = tried.get(name);
  if (found === undefined) throw new Error(`${name} was not tried`);
  return found;
}

describe('idevicebackup2 and a phone that', () => {
  it('is unplugged in the middle: an unfinished snapshot, which the next backup replaces', async () => {
    const { phone, backups, folder, result } = of('unplugged');
    expect(result.text).toContain('Backup Aborted');
    expect(result.code).not.toBe(0);
    expect(await plistIn(join(folder, 'Snapshot'), 'Status.plist')).toMatchObject({
      SnapshotState: 'uploading',
    });
    expect(await readdir(folder)).not.toContain('Manifest.db');
    phone.plug();
    const again = await idevice(phone.address, 'idevicebackup2', 'backup', backups);
    expect(again.text).toContain('Backup Successful.');
    const rows = rowsOf(join(folder, 'Manifest.db'));
    expect(await hashesInBackup(folder, rows)).toEqual(await hashesOnPhone(place.root));
    expect(await readdir(folder)).not.toContain('Snapshot');
  });

  it('is unplugged when all was moved, and nothing removed yet', async () => {
    const { folder, result } = of('unplugged at the end');
    expect(result.text).toContain('Backup Aborted');
    expect(await plistIn(folder, 'Status.plist')).toMatchObject({ SnapshotState: 'removing' });
  });

  it('finds no room on the computer, or nobody who types its passcode', () => {
    expect(of('no space').result.text).toContain('ErrorCode 105');
    expect(of('locked').result.text).toContain('Device locked (MBErrorDomain/208)');
    for (const name of ['no space', 'locked']) expect(of(name).result.code).not.toBe(0);
  });

  it('cannot read a file: the rest is whole, and Manifest.db does without it', async () => {
    const { folder, result } = of('unreadable');
    expect(result.text).toContain('Received an error message from device: Operation not permitted');
    expect(result.text).toContain('Backup Successful.');
    const rows = rowsOf(join(folder, 'Manifest.db'));
    expect(rows.some(({ path }) => path.endsWith('IMG_0003.JPG'))).toBe(false);
    expect(rows.some(({ path }) => path.endsWith('IMG_0002.JPG'))).toBe(true);
    expect(of('several unreadable').result.text).toContain('MBErrorDomain/104');
  });

  it('says nothing for five minutes of its clock', () => {
    expect(of('paused').result.text).toContain('Backup Successful.');
  });
});
