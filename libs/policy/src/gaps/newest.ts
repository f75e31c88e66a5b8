import type { SnapshotFacts } from './phone-facts.js';

/** The newest snapshot that contains `category`, of those that `counts` takes. */
export function newestWith(
  snapshots: readonly SnapshotFacts[],
  category: string,
  counts: (snapshot: SnapshotFacts) => boolean = () => true,
): SnapshotFacts | undefined {
  let newest: SnapshotFacts | undefined;
  for (const snapshot of snapshots) {
    if (newest && snapshot.takenAt <= newest.takenAt) continue;
    if (snapshot.categories.includes(category) && counts(snapshot)) newest = snapshot;
  }
  return newest;
}
