/** The files that an increment and the opening of a backup need; all others pass through. */
export const STATUS = 'Status.plist';
export const MANIFEST = 'Manifest.plist';
export const DATABASE = 'Manifest.db';
export const INFO = 'Info.plist';

/** Where files lie that are made of the phone's databases, among those that it stored itself. */
export const RECORDS = 'records';

const KEPT = [STATUS, MANIFEST, DATABASE, INFO];

/** Where a phone puts what is not in its place yet. */
const PENDING = 'Snapshot';

/** Whether a file of this name is kept, in the backup's folder or on its way there. */
export function isKept(path: string): boolean {
  const names = path.split('/');
  if (names.length > 2 || (names.length === 2 && names[0] !== PENDING)) return false;
  return KEPT.includes(names.at(-1) ?? '');
}

/** Bytes that such a file may have: a manifest of a million files takes about 600 MB, a property list some hundred KB. */
export const mostBytes = (path: string): number => (path.endsWith(DATABASE) ? 8 * 2 ** 30 : 64 * 2 ** 20);
