import { readFile, stat } from 'node:fs/promises';
import { dictOf } from '../../codecs/plist/plist-fields.js';
import { PlistError } from '../../codecs/plist/plist-error.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { readPlist } from '../../codecs/plist/read-plist.js';
import { unreadable } from './database/attempt.js';
import type { IosDatabases } from './ios-databases.js';

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * One of the property lists that lie in the backup beside its files (`Info.plist`, `Manifest.plist`); `undefined` where it
 * was not handed out. Throws `SourceError` (`unreadable`).
 */
export async function backupPlist(databases: IosDatabases, name: string): Promise<PlistDict | undefined> {
  const path = await databases.file('', name);
  if (path === undefined) return undefined;
  if ((await stat(path)).size > MOST_BYTES) throw unreadable(new Error(`${name} is too long`));
  try {
    return dictOf(readPlist(await readFile(path)));
  } catch (error) {
    throw error instanceof PlistError ? unreadable(error) : error;
  }
}
