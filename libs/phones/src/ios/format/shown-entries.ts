import type { LeftOut, ShownEntry } from '@holdfast/contracts';
import { readClassKey } from '../../codecs/ios/class-key.js';
import { filePlace } from '../../codecs/ios/file-id.js';
import { readMbFile, type MbFile } from '../../codecs/ios/mb-file.js';
import { PlistError } from '../../codecs/plist/plist-error.js';
import { encodeOpening } from './file-opening.js';
import { friendlyPlace } from './friendly-place.js';
import { ManifestDatabase, type ManifestRow } from './manifest-database.js';

/** A file of a backup: where the phone stored it (`ab/ab12…`; undefined for what holds no bytes), and how it is shown. */
export interface ArrangedEntry {
  readonly from: string | undefined;
  readonly shown: ShownEntry;
}

const MOST_NAME_BYTES = 1024;
const MOST_DEEP = 256;
/** Property lists hold integers of 128 bits; no file has so many. */
const MOST_BYTES = 2n ** 63n - 1n;

/**
 * What the person of an iPhone sees of its backup, from its (opened) Manifest.db: folders before what is in them, each place
 * once, memory flat whatever the phone holds. A row that says something else than iPhones say is told and left as the phone
 * stored it. Throws `SourceError` `unreadable` where it is no such database.
 */
export function* shownEntries(manifest: string, leftOut: (left: LeftOut) => void): Generator<ArrangedEntry> {
  const notUnderstood = (): void => leftOut({ path: [], category: 'other', cause: 'unreadable' });
  const database = new ManifestDatabase(manifest);
  try {
    for (const row of database.rows(notUnderstood)) {
      const entry = arranged(row);
      if (entry === 'name') leftOut({ path: [], category: 'other', cause: 'name-refused' });
      else if (entry === undefined) notUnderstood();
      else if (entry !== 'nothing') yield entry;
    }
  } finally {
    database.close();
  }
}

function arranged(row: ManifestRow): ArrangedEntry | 'name' | 'nothing' | undefined {
  const names = namesOf(row.relativePath);
  if (!names || !isName(row.domain)) return 'name';
  const file = fileOf(row);
  if (!file) return undefined;
  const { path, category } = friendlyPlace(row.domain, names);
  const common = {
    path: path.map((name) => Buffer.from(name)),
    mtimeNs: file.lastModified * 1_000_000_000n,
    mode: file.mode & 0o7777,
    category,
  };
  if (row.flags === 2)
    return names.length === 0 ? 'nothing' : { from: undefined, shown: { ...common, kind: 'directory' } };
  if (names.length === 0) return 'name';
  if (row.flags === 4) {
    if (file.target === undefined) return undefined;
    const linkTarget = Buffer.from(file.target);
    return { from: undefined, shown: { ...common, kind: 'symlink', linkTarget } };
  }
  if (row.flags !== 1) return undefined;
  return { from: filePlace(row.fileId), shown: { ...common, kind: 'file', ...sealOf(file) } };
}

function sealOf({ encryptionKey, size }: MbFile): Pick<ShownEntry, 'opening' | 'openedSize'> {
  const key = encryptionKey && readClassKey(encryptionKey);
  if (!key || size < 0n || size > MOST_BYTES) return {};
  return { opening: encodeOpening({ ...key, size }), openedSize: size };
}

function fileOf(row: ManifestRow): MbFile | undefined {
  try {
    return readMbFile(row.file);
  } catch (error) {
    if (error instanceof PlistError) return undefined;
    throw error;
  }
}

/** Undefined for a path that leads elsewhere, or that no folder can hold. */
function namesOf(path: string): string[] | undefined {
  if (path === '') return [];
  const names = path.split('/');
  return names.length <= MOST_DEEP && names.every(isName) ? names : undefined;
}

function isName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  return !name.includes('\0') && !name.includes('/') && Buffer.byteLength(name) <= MOST_NAME_BYTES;
}
