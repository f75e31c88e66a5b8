import type { PreviousRun } from '@holdfast/contracts';
import { isDict, textOf } from '../../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import { readPlist } from '../../../codecs/plist/read-plist.js';
import { DATABASE, MANIFEST, STATUS } from '../store/kept-names.js';

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Whether a phone can build upon the previous run: its status says finished, and both manifests are there. A phone that is
 * shown less ends with error 205 (libimobiledevice issue 1582) instead of sending all.
 */
export async function canBuildUpon(previous: PreviousRun): Promise<boolean> {
  const status = await dictIn(previous, STATUS);
  if (textOf(status?.['SnapshotState']) !== 'finished') return false;
  if ((await dictIn(previous, MANIFEST)) === undefined) return false;
  for await (const piece of previous.read(DATABASE) ?? []) if (piece.length > 0) return true;
  return false;
}

async function dictIn(previous: PreviousRun, name: string): Promise<PlistDict | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const piece of previous.read(name) ?? []) {
    size += piece.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(Buffer.from(piece));
  }
  return plistDict(Buffer.concat(parts));
}

/** A dictionary in a property list; `undefined` for anything else. */
export function plistDict(bytes: Uint8Array): PlistDict | undefined {
  try {
    const value = readPlist(bytes);
    return isDict(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
