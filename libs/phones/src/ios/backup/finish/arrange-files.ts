import type { ArrangedFiles, CauseClass } from '@holdfast/contracts';
import type { ArrangedEntry } from '../../format/shown-entries.js';
import { stopped } from '../link/link-faults.js';

/** Looks into folders that are taken before a missing file is told without one: a hostile manifest names only such. */
const MOST_LOOKS = 512;

/** Files that the phone said it could not read. */
export interface Unreadable {
  /** Whether this stored file is one of them; it is told once. */
  take(path: string): boolean;
}

/**
 * Shows every file of the manifest where a person looks for it. What is in the manifest and did not come is left out with
 * its cause: that the phone could not read it, or `vanished` where it said nothing of it.
 */
export async function arrangeFiles(
  sink: ArrangedFiles,
  rows: Iterable<ArrangedEntry>,
  unreadable: Unreadable,
  signal?: AbortSignal,
): Promise<void> {
  const stored = new StoredNames(sink);
  for (const { from, shown } of rows) {
    if (signal?.aborted === true) throw stopped();
    if (await sink.arrange(from, shown)) continue;
    // A folder that something was put in before is there already.
    if (shown.kind === 'directory') continue;
    const cause = from === undefined ? 'name-refused' : await causeOf(from, unreadable, stored);
    sink.leaveOut({ path: shown.path, category: shown.category, cause });
  }
}

async function causeOf(from: string, unreadable: Unreadable, stored: StoredNames): Promise<CauseClass> {
  if (unreadable.take(from)) return 'unreadable';
  return (await stored.has(from)) ? 'name-refused' : 'vanished';
}

/** Whether a file was stored at all, a folder at a time: rows come in the order of their names. */
class StoredNames {
  private folder: string | undefined;
  private names: ReadonlySet<string> = new Set();
  private looks = 0;

  constructor(private readonly sink: ArrangedFiles) {}

  async has(path: string): Promise<boolean> {
    const cut = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(cut, 0));
    if (folder !== this.folder) {
      if (this.looks >= MOST_LOOKS) return false;
      this.looks += 1;
      this.folder = folder;
      this.names = new Set((await this.sink.list(folder)).map(({ name }) => name));
    }
    return this.names.has(path.slice(cut + 1));
  }
}
