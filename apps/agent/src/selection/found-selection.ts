import type { GlobWalk } from '@holdfast/policy';
import type { Selection, SnapshotEntry } from '@holdfast/storage';

/** Paths that patterns say themselves, of which `isWanted` holds. */
export function foundSelection(patterns: GlobWalk, isWanted: (entry: SnapshotEntry) => boolean): Selection {
  return {
    takes: (entry) => patterns.into(entry.path.at(-1)!).matches && isWanted(entry),
    below(name) {
      const below = patterns.into(name);
      return below.goesOn ? foundSelection(below, isWanted) : undefined;
    },
  };
}
