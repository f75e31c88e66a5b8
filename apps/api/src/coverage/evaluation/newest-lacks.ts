import type { CauseClass, CommitFacts, SealingCause } from '@holdfast/contracts';
import type { LackingFacts } from '@holdfast/policy';

/** A phone's newest snapshot, as far as what it lacks goes. */
export interface NewestSnapshot {
  readonly takenAt: Date;
  /** What it contains, as judged when it was committed. */
  readonly categories: readonly string[];
  readonly leftOut: CommitFacts['leftOut'];
}

/**
 * Causes that the next backup does not take away by itself, the one that keeps most shut first. What vanished or changed
 * while it was read is read again; what the policy does not want is no lack.
 */
const LASTING = [
  'permission-denied',
  'unreadable',
  'over-size-limit',
  'name-refused',
  'unsupported',
] as const satisfies CauseClass[];

/**
 * What the newest snapshot lacks of what is asked; undefined: nothing. Because of how an iPhone seals its backups it lacks
 * whole categories: a snapshot that contains nothing at all (nobody knows its password, or the policy takes encrypted ones
 * only) lacks all that is asked. For other causes it lacks files, or the category where none of its files could be read.
 */
export function newestLacks(newest: NewestSnapshot, asked: readonly string[]): LackingFacts | undefined {
  return sealed(newest, asked) ?? leftOut(newest, asked);
}

function sealed(newest: NewestSnapshot, asked: readonly string[]): LackingFacts | undefined {
  const named = (cause: SealingCause) => newest.leftOut.filter((left) => left.cause === cause);
  // Where both are told, the one that keeps everything shut is told to people.
  const cause = (['iphone-password-unknown', 'iphone-not-encrypted'] as const).find(
    (one) => named(one).length > 0,
  );
  if (cause === undefined) return undefined;
  const lacking = newest.categories.length === 0 ? asked : named(cause).map(({ category }) => category);
  const contained = new Set(newest.categories);
  const categories = [...new Set(lacking)].filter((category) => !contained.has(category));
  return { takenAt: newest.takenAt, cause, categories };
}

function leftOut(newest: NewestSnapshot, asked: readonly string[]): LackingFacts | undefined {
  const wanted = new Set(asked);
  const lasting = newest.leftOut.filter(({ category }) => wanted.has(category));
  const cause = LASTING.find((one) => lasting.some((left) => left.cause === one));
  if (cause === undefined) return undefined;
  const named = lasting.filter((left) => left.cause === cause);
  const contained = new Set(newest.categories);
  const categories = [...new Set(named.map(({ category }) => category))];
  const partly = categories.filter((category) => contained.has(category));
  const count = named
    .filter(({ category }) => contained.has(category))
    .reduce((sum, left) => sum + left.count, 0);
  return {
    takenAt: newest.takenAt,
    cause,
    categories: categories.filter((category) => !contained.has(category)),
    ...(partly.length > 0 && { files: { categories: partly, count } }),
  };
}
