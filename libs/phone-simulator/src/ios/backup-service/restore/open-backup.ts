import { DatabaseSync } from 'node:sqlite';
import { failed } from '../backup-failed.js';
import { unwrapForClass, type ClassKeys } from '../crypto/class-keys.js';
import { openKeyBag } from '../crypto/key-bag-keys.js';
import type { DeviceLink } from '../link/device-link.js';
import { downloadDatabase } from '../link/download-database.js';
import { downloadSmall } from '../link/download-files.js';
import { dictIn } from '../manifest/dict-in.js';

/** A backup that the computer offers, open. */
export interface OpenBackup {
  readonly database: DatabaseSync;
  readonly classKeys: ClassKeys | undefined;
}

/**
 * Asks for what describes a backup, and opens it. `path`: where its Manifest.db goes. Throws `BackupFailed`: 205 for one that did
 * not finish or is not whole, 207 for a wrong password.
 */
export async function openBackup(
  link: DeviceLink,
  source: string,
  path: string,
  password: string | undefined,
  largestFrame: number,
): Promise<OpenBackup> {
  const status = dictIn(await downloadSmall(link, `${source}/Status.plist`));
  if (status?.['SnapshotState'] !== 'finished') throw failed.noManifest('The backup did not finish');
  const manifest = dictIn(await downloadSmall(link, `${source}/Manifest.plist`));
  if (manifest === undefined) throw failed.noManifest('Manifest.plist is missing');
  let [classKeys, key]: [ClassKeys | undefined, Uint8Array | undefined] = [undefined, undefined];
  if (manifest['IsEncrypted'] === true) {
    const { BackupKeyBag: bag, ManifestKey: sealed } = manifest;
    if (!(bag instanceof Uint8Array) || !(sealed instanceof Uint8Array))
      throw failed.noManifest('The key bag is missing');
    classKeys = password === undefined ? undefined : await openKeyBag(bag, password);
    key = classKeys === undefined ? undefined : unwrapForClass(classKeys, sealed);
    if (key === undefined) throw failed.wrongPassword();
  }
  await downloadDatabase(link, `${source}/Manifest.db`, path, key, largestFrame);
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    database.prepare('SELECT domain, relativePath, flags, file FROM Files').get();
    return { database, classKeys };
  } catch {
    throw failed.noManifest('Manifest.db is damaged');
  }
}
