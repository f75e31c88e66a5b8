import { judgeGrowth } from './judge-growth.js';
import type { SnapshotFigures } from './snapshot-figures.js';
import { type Step, Steps } from './steps.js';
import { usualUpTo } from './usual.js';

/**
 * `encrypted`: files were changed into noise · `replaced`: files went and others full of new data came in their place ·
 * `gone`: most files went · these three are suspicious. `stopped-growing`: a phone to which something came nearly every day
 * has brought nothing for long.
 */
export type AnomalyKind = 'encrypted' | 'replaced' | 'gone' | 'stopped-growing';

export interface FoundAnomaly {
  readonly kind: AnomalyKind;
  /** Where; undefined: over all that people make. */
  readonly category?: string;
  /** Percent of the files that were there, and of their bytes, that it concerns; days for `stopped-growing`. */
  readonly details: Readonly<Record<string, number>>;
}

/** Kinds for which older snapshots are kept until somebody has looked. */
export const SUSPICIOUS: ReadonlySet<AnomalyKind> = new Set(['encrypted', 'replaced', 'gone']);

/** As many snapshots of before as are looked at. */
export const HISTORY = 30;
/** Attacks that go slowly are seen over so many snapshots together. */
const WINDOW = 8;
/** Fewer files than these are no mass of anything. */
const FEWEST = 20;

const CHANGED_AT_ONCE = 0.2;
const NOISE_AT_ONCE = 0.2;
const CHANGED_SLOWLY = 0.35;
const REMOVED_AT_ONCE = 0.4;
const REPLACED_SLOWLY = 0.5;
const GONE_AT_ONCE = 0.5;
const GONE_SLOWLY = 0.6;
const LEAST_BEFORE = 3;
const NEW_DATA = 0.3;

/**
 * What of a snapshot the phone's own history does not explain. `history`: the snapshots before it, oldest first; the first
 * snapshot of a phone explains itself. Judged by everything that people make together, and by each category of it, so that a
 * small one among large ones is seen.
 */
export function judgeSnapshot(history: readonly SnapshotFigures[], now: SnapshotFigures): FoundAnomaly[] {
  const past = history.slice(-HISTORY);
  if (past.length === 0) return [];
  const all = judgeChange(past, now, undefined);
  if (all) return [all];
  for (const { category } of now.categories) {
    const found = judgeChange(past, now, category);
    if (found) return [found];
  }
  const growth = judgeGrowth(past, now);
  return growth ? [growth] : [];
}

function judgeChange(
  past: readonly SnapshotFigures[],
  now: SnapshotFigures,
  category: string | undefined,
): FoundAnomaly | undefined {
  const steps = new Steps([...past, now], category);
  const { last, filesBefore } = steps;
  if (!last || filesBefore < FEWEST) return undefined;
  const kind = atOnce(steps, last) ?? slowly(steps, category !== undefined);
  if (!kind || (kind === 'gone' && category !== undefined)) return undefined;
  return {
    kind,
    ...(category !== undefined && { category }),
    details: {
      changedPercent: percent(last.changed),
      noisePercent: percent(last.noise),
      removedPercent: percent(last.removed),
      files: filesBefore,
    },
  };
}

function atOnce(steps: Steps, last: Step): AnomalyKind | undefined {
  // What is usual is looked for only where something is not small anyway: nearly never.
  const above = (least: number, of: (one: Step) => number): boolean =>
    of(last) > least && of(last) > 2 * usualUpTo(steps.before(1).map(of));
  if (above(CHANGED_AT_ONCE, (one) => one.changed) && above(NOISE_AT_ONCE, (one) => one.noise)) {
    return 'encrypted';
  }
  // Moved files bring no new data with them: they are known already.
  const cameBack = last.added > last.removed / 2 && last.newData > NEW_DATA;
  if (cameBack && above(REMOVED_AT_ONCE, (one) => one.removed)) return 'replaced';
  return above(GONE_AT_ONCE, goneOf) ? 'gone' : undefined;
}

/** The same over the last snapshots together, beside what was usual before them. */
function slowly(steps: Steps, ofCategory: boolean): AnomalyKind | undefined {
  const recent = steps.newest(WINDOW);
  if (recent.length < 2) return undefined;
  const above = (least: number, of: (one: Step) => number): boolean => {
    const together = sum(recent.map(of));
    if (together <= least) return false;
    return together > 2 * recent.length * usualUpTo(steps.before(WINDOW).map(of));
  };
  if (above(CHANGED_SLOWLY, (one) => Math.min(one.changed, one.noise))) return 'encrypted';
  // Who takes and deletes a lot does so from the first day on: without a before, nothing is told of that; and a single
  // category (downloads) comes and goes.
  if (ofCategory || steps.before(WINDOW).length < LEAST_BEFORE) return undefined;
  if (above(REPLACED_SLOWLY, (one) => Math.min(one.removed, one.added, one.newData))) return 'replaced';
  return above(GONE_SLOWLY, goneOf) ? 'gone' : undefined;
}

const goneOf = ({ removed, added }: Step): number => Math.max(removed - added, 0);

const percent = (share: number): number => Math.round(Math.min(share, 10) * 100);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
