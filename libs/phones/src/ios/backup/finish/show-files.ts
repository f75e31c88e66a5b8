import type { ArrangedFiles } from '@holdfast/contracts';
import type { ClassKeys } from '../../format/class-keys.js';
import { shownEntries } from '../../format/shown-entries.js';
import { iosRecords } from '../../records/ios-records.js';
import { arrangeFiles, type Unreadable } from './arrange-files.js';
import { PlainCopies } from './plain-copies.js';
import { PlainFiles } from './plain-files.js';
import { putRecords } from './put-records.js';

export interface Showing {
  /** Where the backup is sealed. */
  readonly keys?: ClassKeys;
  readonly unreadable?: Unreadable;
  /** Whether records are made of its databases; they are unless it is said. */
  readonly records?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Shows the files of a backup where people look for them, by its plain Manifest.db, with records of what lies in its
 * databases. `scratch`: an existing private folder. Throws `SourceError`: `unreadable` for a manifest that is none, `cancelled`.
 */
export async function showFiles(
  files: ArrangedFiles,
  manifest: string,
  scratch: string,
  { keys, unreadable, records = true, signal }: Showing,
): Promise<void> {
  const rows = shownEntries(manifest, files.leaveOut.bind(files));
  await arrangeFiles(files, rows, unreadable ?? { take: () => false }, signal);
  if (!records) return;
  const plain = new PlainFiles(files, manifest, keys);
  const copies = new PlainCopies(scratch, (domain, path) => plain.bytes(domain, path));
  try {
    await putRecords(files, iosRecords(copies, signal), (domain, path) => plain.contentId(domain, path));
  } finally {
    await copies.close();
    plain.close();
  }
}
