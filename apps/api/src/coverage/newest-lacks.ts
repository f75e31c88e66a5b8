import type { CommitFacts, SealingCause } from '@holdfast/contracts';
import type { LackingFacts } from '@holdfast/policy';

/** A phone's newest snapshot, as far as what it lacks goes. */
export interface NewestSnapshot {
  readonly takenAt: Date;
  /** What it contains, as judged when it was committed. */
  readonly categories: readonly string[];
  readonly leftOut: CommitFacts['leftOut'];
}

/**
 * What the newest snapshot lacks because of how the iPhone seals its backups; undefined: nothing for that cause. A snapshot
 * that contains nothing at all (nobody knows its password, or the policy takes encrypted ones only) lacks all that is
 * asked. Other causes open no gap yet: single files that were left out are told on the version itself.
 */
export function newestLacks(newest: NewestSnapshot, asked: readonly string[]): LackingFacts | undefined {
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
