import { latest } from '../moments.js';
import type { SnapshotFacts } from './phone-facts.js';

/** When the newest snapshot that contains `category` was taken, counting only those with `copies` proven copies. */
export const newestWith = (
  snapshots: readonly SnapshotFacts[],
  category: string,
  copies = 0,
): Date | undefined =>
  latest(
    snapshots
      .filter((snapshot) => snapshot.copies >= copies && snapshot.categories.includes(category))
      .map((snapshot) => snapshot.takenAt),
  );
