import type { FoundAnomaly } from './judge-snapshot.js';
import { ofPeople, type SnapshotFigures } from './snapshot-figures.js';
import { median } from './usual.js';

const DAY_MS = 86_400_000;
/** Before that nobody is sure of anybody's habits. */
const LEAST_HISTORY = 10;
const LEAST_DAYS = 14;

/**
 * Backups that go on while nothing new comes in them any more, on a phone that brought something nearly every time: its
 * camera may write somewhere else, or the agent lost a permission. Not suspicious; worth a look.
 */
export function judgeGrowth(
  past: readonly SnapshotFigures[],
  now: SnapshotFigures,
): FoundAnomaly | undefined {
  const all = [...past, now];
  let still = 0;
  while (still < all.length && isStill(all[all.length - 1 - still] as SnapshotFigures)) still += 1;
  const before = all.slice(0, all.length - still);
  const last = before.at(-1);
  if (still === 0 || !last || before.length < LEAST_HISTORY) return undefined;
  const days = (now.takenAt.getTime() - last.takenAt.getTime()) / DAY_MS;
  const quiet = quietDays(before);
  // Told once: with the first snapshot that makes it long enough.
  const former = all[all.length - 2] as SnapshotFigures;
  const formerDays = (former.takenAt.getTime() - last.takenAt.getTime()) / DAY_MS;
  const long = Math.max(LEAST_DAYS, 4 * Math.max(...quiet, 0), 8 * median(quiet));
  if (days < long || formerDays >= long) return undefined;
  return { kind: 'stopped-growing', details: { days: Math.floor(days) } };
}

const isStill = (snapshot: SnapshotFigures): boolean => ofPeople(snapshot).added === 0;

/** Days between one snapshot with something new and the next. */
function quietDays(snapshots: readonly SnapshotFigures[]): number[] {
  const grown = snapshots.filter((snapshot) => !isStill(snapshot)).map(({ takenAt }) => takenAt.getTime());
  return grown.slice(1).map((at, index) => (at - (grown[index] as number)) / DAY_MS);
}
