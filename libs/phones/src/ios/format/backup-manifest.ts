import { SourceError } from '@holdfast/contracts/sources';
import { readClassKey, type WrappedByClass } from '../../codecs/ios/class-key.js';
import { unwrapKey } from '../../codecs/ios/key-wrap.js';
import { PlistError } from '../../codecs/plist/plist-error.js';
import { boolOf, bytesOf, dictOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { readPlist } from '../../codecs/plist/read-plist.js';
import type { ClassKeys } from './class-keys.js';
import { unlockKeyBag } from './class-keys.js';

/** What Manifest.plist says of a backup. */
export interface BackupManifest {
  readonly isEncrypted: boolean;
  readonly keyBag?: Uint8Array;
  /** Of Manifest.db, where the backup is sealed (iOS 10.2 and later). */
  readonly manifestKey?: WrappedByClass;
  /** All of it, as the phone wrote it. */
  readonly all: PlistDict;
}

/** Throws `SourceError` `unreadable` for what is no such list. */
export function readBackupManifest(bytes: Uint8Array): BackupManifest {
  const all = dictOf(plistOrRefuse(bytes));
  if (!all) throw unreadable();
  const keyBag = bytesOf(all['BackupKeyBag']);
  const manifestKey = readClassKey(bytesOf(all['ManifestKey']) ?? new Uint8Array(0));
  return {
    isEncrypted: boolOf(all['IsEncrypted']) ?? false,
    ...(keyBag ? { keyBag } : {}),
    ...(manifestKey ? { manifestKey } : {}),
    all,
  };
}

/** The class keys of a backup by its Manifest.plist. Throws `SourceError` as `unlockKeyBag`. */
export async function unlockBackup(
  manifestPlist: Uint8Array,
  password: string,
  signal?: AbortSignal,
): Promise<ClassKeys> {
  const { keyBag } = readBackupManifest(manifestPlist);
  if (!keyBag) throw unreadable();
  return unlockKeyBag(keyBag, password, signal);
}

/** The key of a thing wrapped by one of the classes; undefined where these keys do not open it. */
export function openClassKey(
  { protectionClass, wrapped }: WrappedByClass,
  keys: ClassKeys,
): Buffer | undefined {
  const under = keys.get(protectionClass);
  return under && unwrapKey(under, wrapped);
}

function plistOrRefuse(bytes: Uint8Array) {
  try {
    return readPlist(bytes);
  } catch (error) {
    if (error instanceof PlistError) throw unreadable(error);
    throw error;
  }
}

const unreadable = (cause?: unknown): SourceError =>
  new SourceError('unreadable', "The iPhone's list of what its backup is (Manifest.plist) cannot be read.", {
    cause,
  });
