import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { garbled } from '../link/link-faults.js';

/** Longest path in bytes and longest name in it, as file systems have them; a phone's own are 45 characters. */
export const MAX_PATH_BYTES = 4096;
const MAX_NAME_BYTES = 255;
const MAX_NAMES = 64;

/**
 * A path as the phone sends it (`<udid>/Snapshot/ab/ab12…`) → the same below the backup's folder (`Snapshot/ab/ab12…`),
 * which is all that a phone may reach. `owners` are the identifiers that a path may begin with. Throws `SourceError`
 * `internal` for anything else: a phone that asks for it is broken or worse, and the run ends.
 */
export function devicePath(sent: PlistValue | undefined, owners: readonly string[]): string {
  if (typeof sent !== 'string') throw garbled('a path that is no text');
  if (sent.length > MAX_PATH_BYTES || Buffer.byteLength(sent) > MAX_PATH_BYTES)
    throw garbled('a path that is too long');
  const [owner, ...names] = sent.replace(/\/+$/, '').split('/');
  if (owner === undefined || !owners.includes(owner)) throw garbled('a path outside of its backup');
  if (names.length > MAX_NAMES || !names.every(isName)) throw garbled('a path outside of its backup');
  return names.join('/');
}

function isName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  return !/[\0\\]/.test(name) && Buffer.byteLength(name) <= MAX_NAME_BYTES;
}
