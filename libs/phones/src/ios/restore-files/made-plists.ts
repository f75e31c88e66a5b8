import { randomBytes, randomUUID } from 'node:crypto';
import { writeKeyBag, WRAPPED_BY_PASSWORD } from '../../codecs/ios/key-bag.js';
import { isDict, textOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict, PlistValue } from '../../codecs/plist/plist-value.js';
import { writeBinaryPlist } from '../../codecs/plist/write-binary-plist.js';
import type { BackupDevice } from '../backup/device/backup-device.js';

const TOLD = ['BuildVersion', 'DeviceName', 'ProductType', 'ProductVersion', 'SerialNumber'];
const CLASSES = 11;

/** `Status.plist` of a backup that is whole. */
export function madeStatus(date: Date): Uint8Array {
  return writeBinaryPlist({
    BackupState: 'new',
    Date: date,
    IsFullBackup: true,
    SnapshotState: 'finished',
    UUID: randomUUID().toUpperCase(),
    Version: '3.3',
  });
}

/**
 * `Manifest.plist` of a plain backup of this phone. No app is in it. The key bag, which every real one has, opens nothing:
 * whether a phone misses it is unconfirmed.
 */
export async function madeManifestPlist(device: BackupDevice, date: Date): Promise<Uint8Array> {
  const all = await device.value(undefined, undefined);
  const known: PlistDict = isDict(all) ? all : {};
  const lockdown: Record<string, PlistValue> = {
    UniqueDeviceID: device.udid,
    'com.apple.mobile.data_sync': {},
    'com.apple.mobile.iTunes.accessories': {},
  };
  for (const key of TOLD) lockdown[key] = textOf(known[key]) ?? '';
  return writeBinaryPlist({
    Version: '10.0',
    Date: date,
    SystemDomainsVersion: '24.0',
    WasPasscodeSet: false,
    IsEncrypted: false,
    Lockdown: lockdown,
    Applications: {},
    BackupKeyBag: keyBagOfNothing(),
  });
}

function keyBagOfNothing(): Uint8Array {
  const classes = Array.from({ length: CLASSES }, (_, index) => ({
    protectionClass: index + 1,
    wrap: WRAPPED_BY_PASSWORD,
    key: randomBytes(40),
  }));
  return writeKeyBag({ salt: randomBytes(20), iterations: 10_000, classes }, () => randomBytes(16));
}
