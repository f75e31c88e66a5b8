import { isDict, type PlistValue } from '@holdfast/phones/codecs';
import { failed } from '../backup-failed.js';
import { unwrapForClass } from '../crypto/class-keys.js';
import type { OpenKeyBag } from '../crypto/key-bag-keys.js';
import type { DeviceLink } from '../link/device-link.js';
import { downloadDatabase } from '../link/download-database.js';
import { downloadSmall } from '../link/download-files.js';
import { dictIn } from '../manifest/dict-in.js';
import { PreviousManifest } from '../manifest/previous-manifest.js';

/** The last backup as the computer gives it back. */
export interface Wanted {
  /** The folder of the backup that it builds upon. */
  readonly source: string;
  readonly udid: string;
  /** How this phone seals its backups now. */
  readonly keyBag: OpenKeyBag | undefined;
  readonly largestFrame: number;
  /** Where its Manifest.db goes. */
  readonly path: string;
}

/**
 * What the last backup says, as the computer gives it back: the phone itself remembers nothing of it. `undefined`, and all is
 * sent: there is none, it did not finish, another phone made it, or it is sealed otherwise. Throws `BackupFailed` 205 for one
 * that says finished and is not whole (reported: libimobiledevice issue 1582).
 */
export async function previousBackup(
  link: DeviceLink,
  status: Uint8Array | undefined,
  wanted: Wanted,
): Promise<PreviousManifest | undefined> {
  if (dictIn(status)?.['SnapshotState'] !== 'finished') return undefined;
  const manifest = dictIn(await downloadSmall(link, `${wanted.source}/Manifest.plist`));
  if (manifest === undefined) throw failed.noManifest('Manifest.plist of the last backup is missing');
  const lockdown = manifest['Lockdown'];
  if (!isDict(lockdown) || lockdown['UniqueDeviceID'] !== wanted.udid) return undefined;
  const { keyBag } = wanted;
  if ((manifest['IsEncrypted'] === true) !== (keyBag !== undefined)) return undefined;
  let key: Uint8Array | undefined;
  if (keyBag !== undefined) {
    if (!same(manifest['BackupKeyBag'], keyBag.bytes)) return undefined;
    const sealed = manifest['ManifestKey'];
    key = sealed instanceof Uint8Array ? unwrapForClass(keyBag.classKeys, sealed) : undefined;
    if (key === undefined) return undefined;
  }
  await downloadDatabase(link, `${wanted.source}/Manifest.db`, wanted.path, key, wanted.largestFrame);
  try {
    return new PreviousManifest(wanted.path);
  } catch {
    throw failed.noManifest('Manifest.db of the last backup is damaged');
  }
}

const same = (one: PlistValue | undefined, other: Uint8Array): boolean =>
  one instanceof Uint8Array && Buffer.from(one).equals(other);
