import { CATEGORIES } from '../categories.js';
import type { Entry } from './entry.js';

const MAX_NAME_BYTES = 4096;
const SLASH = 0x2f;

/**
 * Reads a whole scan and says, in plain sentences, where it breaks the promises of `PullSource.scan`: parents before
 * children, each path once, names that cannot leave a folder, sizes that make sense. Empty: it keeps them all.
 * Every source's tests end with it; memory grows with the scan, so it is for tests and diagnosis only.
 */
export async function scanViolations(entries: AsyncIterable<Entry>): Promise<readonly string[]> {
  const violations: string[] = [];
  const seen = new Map<string, Entry['kind']>();
  for await (const entry of entries) {
    const key = keyOf(entry.path);
    if (seen.has(key)) violations.push(`${key}: yielded twice`);
    seen.set(key, entry.kind);
    if (entry.path.length > 0) {
      const parent = seen.get(keyOf(entry.path.slice(0, -1)));
      if (entry.path.length > 1 && parent === undefined) violations.push(`${key}: came before its folder`);
      else if (parent !== undefined && parent !== 'directory')
        violations.push(`${key}: lies in something that is not a folder`);
    }
    for (const name of entry.path) if (!isSafeName(name)) violations.push(`${key}: a name that is not one`);
    if (entry.size < 0n) violations.push(`${key}: negative size`);
    if (!CATEGORIES.includes(entry.category)) violations.push(`${key}: unknown category`);
    if (entry.kind !== 'file' && entry.localPath !== undefined)
      violations.push(`${key}: only a file has bytes to open`);
  }
  return violations;
}

const keyOf = (path: readonly Uint8Array[]): string =>
  path.map((name) => encodeURIComponent(latin1(name))).join('/') || '/';

const latin1 = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/** A single path segment that stays inside its folder on every system: not empty, no `.`/`..`, no slash or NUL. */
export function isSafeName(name: Uint8Array): boolean {
  if (name.length === 0 || name.length > MAX_NAME_BYTES) return false;
  if (name.every((byte) => byte === 0x2e) && name.length <= 2) return false;
  return !name.includes(SLASH) && !name.includes(0);
}
