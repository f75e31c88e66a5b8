import { createHash } from 'node:crypto';
import { writeBinaryPlist, type PlistDict, type PlistValue } from '@holdfast/phones/codecs';
import type { IosPhoneState } from '../../phone-state.js';
import type { SnapshotState } from '../backup-faults.js';

/** What stays the same in a backup's Status.plist. */
export interface StatusFacts {
  readonly uuid: string;
  readonly isFull: boolean;
  readonly date: Date;
}

export function statusPlist({ uuid, isFull, date }: StatusFacts, state: SnapshotState): Uint8Array {
  return writeBinaryPlist({
    BackupState: 'new',
    Date: date,
    IsFullBackup: isFull,
    SnapshotState: state,
    UUID: uuid,
    Version: '3.3',
  });
}

/** How a backup is sealed. */
export interface Sealed {
  readonly keyBag: Uint8Array;
  /** Of Manifest.db: class and wrapped key. */
  readonly manifestKey: Uint8Array;
}

const TOLD = ['BuildVersion', 'DeviceName', 'ProductType', 'ProductVersion', 'SerialNumber'];
const APP_DOMAIN = 'AppDomain-';

/** Manifest.plist; a backup that is not sealed has a key bag too on a real phone, which opens nothing and is left out here. */
export function manifestPlist(
  phone: IosPhoneState,
  domains: readonly string[],
  date: Date,
  sealed: Sealed | undefined,
): Uint8Array {
  const told = TOLD.map((key): [string, PlistValue] => [key, phone.values.text(key)]);
  const accessories = { 'com.apple.mobile.iTunes.accessories': {}, 'com.apple.mobile.data_sync': {} };
  const apps = domains.filter((domain) => domain.startsWith(APP_DOMAIN));
  return writeBinaryPlist({
    Version: '10.0',
    Date: date,
    SystemDomainsVersion: '24.0',
    WasPasscodeSet: phone.person.hasPasscode,
    IsEncrypted: sealed !== undefined,
    Lockdown: { ...Object.fromEntries(told), ...accessories, UniqueDeviceID: phone.udid },
    Applications: Object.fromEntries(apps.map((domain) => appOf(domain.slice(APP_DOMAIN.length)))),
    ...(sealed === undefined ? {} : { BackupKeyBag: sealed.keyBag, ManifestKey: sealed.manifestKey }),
  });
}

function appOf(bundle: string): [string, PlistDict] {
  const id = createHash('sha1').update(bundle).digest('hex').slice(0, 32).toUpperCase();
  return [
    bundle,
    {
      CFBundleIdentifier: bundle,
      CFBundleVersion: '1',
      ContainerContentClass: 'Data/Application',
      Path: `/var/containers/Bundle/Application/${id}/${bundle.split('.').at(-1) ?? bundle}.app`,
    },
  ];
}
