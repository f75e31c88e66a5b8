import type { SnapshotSummary } from '@holdfast/storage';
import { folderName } from './folder-name.js';

/** `files`: as a person knows them. `finder`: of a whole iPhone, the folder that Finder, iTunes and other programs read. */
export type ExportLayout = 'files' | 'finder';

/** One snapshot in one layout, and the folder below the target, as segments. */
export interface ExportItem {
  readonly snapshot: SnapshotSummary;
  readonly layout: ExportLayout;
  readonly folder: readonly string[];
}

export interface ExportWanted {
  readonly allVersions: boolean;
  /** Of a whole iPhone. */
  readonly layouts: readonly ExportLayout[];
}

/** `2026-11-22 21-58`, UTC: the same on every computer, so that an export goes on where it stopped. */
const momentName = (moment: Date): string =>
  moment.toISOString().slice(0, 16).replace('T', ' ').replace(':', '-');

/**
 * What an export brings back, and where: for each phone its newest snapshot (of an iPhone that was read in both ways, of
 * each), or every one. Names of folders follow from labels and moments and are the same each time.
 */
export function planExport(
  snapshots: readonly SnapshotSummary[],
  nameOf: (snapshot: SnapshotSummary) => string,
  { allVersions, layouts }: ExportWanted,
): ExportItem[] {
  const phones = phoneFolders(snapshots, nameOf);
  const kindOf = ({ phone, driven }: SnapshotSummary): string => `${phone}/${String(driven)}`;
  const seen = new Set<string>();
  const chosen = snapshots.filter((snapshot) => {
    const isFirst = !seen.has(kindOf(snapshot));
    seen.add(kindOf(snapshot));
    return allVersions || isFirst;
  });
  const taken = new Set<string>();
  return chosen.flatMap((snapshot): ExportItem[] => {
    const phone = phones.get(snapshot.phone) ?? 'phone';
    const moment = momentName(snapshot.takenAt) + (snapshot.driven ? ' whole' : '');
    // Two within a minute: the id tells them apart.
    const name = taken.has(`${phone}/${moment}`) ? `${moment} ${snapshot.id.slice(0, 8)}` : moment;
    taken.add(`${phone}/${moment}`);
    if (!snapshot.driven) return [{ snapshot, layout: 'files', folder: [phone, name] }];
    return layouts.map((layout) => ({
      snapshot,
      layout,
      folder: [phone, name, layout === 'files' ? 'files' : 'for Finder'],
    }));
  });
}

/** A folder for each phone; two of one label get numbers, in the order of their ids. */
function phoneFolders(
  snapshots: readonly SnapshotSummary[],
  nameOf: (snapshot: SnapshotSummary) => string,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const snapshot of snapshots)
    if (!names.has(snapshot.phone)) names.set(snapshot.phone, folderName(nameOf(snapshot)));
  const folders = new Map<string, string>();
  const taken = new Set<string>();
  for (const [phone, name] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    let free = name;
    for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${name} (${String(number)})`;
    taken.add(free.toLowerCase());
    folders.set(phone, free);
  }
  return folders;
}
