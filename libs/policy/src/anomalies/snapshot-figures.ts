/** What one category, or all of a snapshot, shows of change: from the commit's facts. Counts of files, and bytes of the phone. */
export interface ChangeFigures {
  readonly files: number;
  readonly bytes: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  /** Bytes of changed files whose new contents look like noise: compressed, or encrypted. */
  readonly highEntropyChangedBytes: number;
}

export interface SnapshotFigures {
  readonly takenAt: Date;
  readonly categories: readonly (ChangeFigures & { readonly category: string })[];
  /** Bytes that had to be sent: what was nowhere in the repository yet. */
  readonly storedBytes: number;
}

/** Files that people make. What apps and the system keep changes by itself, all of it if an update wills it. */
const OF_PEOPLE = new Set(['photos', 'videos', 'music', 'documents', 'downloads', 'recordings', 'chats']);

const sums = new WeakMap<SnapshotFigures, ChangeFigures>();

/** All that people made, of one snapshot; added up once, since each is looked at with the next ones, too. */
export function ofPeople(snapshot: SnapshotFigures): ChangeFigures {
  const known = sums.get(snapshot);
  if (known) return known;
  const sum = { files: 0, bytes: 0, added: 0, changed: 0, removed: 0, highEntropyChangedBytes: 0 };
  for (const one of snapshot.categories) {
    if (!OF_PEOPLE.has(one.category)) continue;
    sum.files += one.files;
    sum.bytes += one.bytes;
    sum.added += one.added;
    sum.changed += one.changed;
    sum.removed += one.removed;
    sum.highEntropyChangedBytes += one.highEntropyChangedBytes;
  }
  sums.set(snapshot, sum);
  return sum;
}

/** One category that people make, of one snapshot. */
export const ofCategory = (snapshot: SnapshotFigures, category: string): ChangeFigures | undefined =>
  OF_PEOPLE.has(category) ? snapshot.categories.find((one) => one.category === category) : undefined;

/** Shares of what was there before, 0 … 1 and more. */
export interface ChangeShares {
  readonly changed: number;
  readonly removed: number;
  readonly added: number;
  /** Of bytes. */
  readonly noise: number;
  readonly filesBefore: number;
}

export function sharesOf(now: ChangeFigures, before: ChangeFigures | undefined): ChangeShares {
  const filesBefore = Math.max(now.files - now.added + now.removed, before?.files ?? 0, 1);
  const bytesBefore = Math.max(before?.bytes ?? now.bytes, 1);
  return {
    changed: now.changed / filesBefore,
    removed: now.removed / filesBefore,
    added: now.added / filesBefore,
    noise: now.highEntropyChangedBytes / bytesBefore,
    filesBefore,
  };
}
