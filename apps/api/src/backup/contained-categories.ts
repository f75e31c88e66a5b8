import type { Category, CommitFacts, PolicyV1, SealingCause } from '@holdfast/contracts';

/** What is asked of the phone that was backed up, and how its iPhone backups have to be. */
export type AskedScope = Pick<PolicyV1['scope'], 'categories' | 'iosEncryptedBackup'>;

/**
 * The categories that a snapshot contains. Facts list what had files and, under `leftOut`, what was asked for and
 * lacks; so a category of the policy that is in neither was scanned and is empty, and counts. One that was left out
 * counts only where it has files all the same, and not even then where its iPhone does not encrypt its backups: what it
 * hands out unencrypted of health is not the person's health.
 *
 * Nothing counts of an iPhone's backup whose password is not known, since nobody could open it, nor of one that is not
 * encrypted where the policy takes no other. Both are kept all the same.
 */
export function containedCategories(asked: AskedScope, facts: CommitFacts): Category[] {
  const leftOutFor = (cause: SealingCause) => facts.leftOut.filter((left) => left.cause === cause);
  const unencrypted = leftOutFor('iphone-not-encrypted');
  if (leftOutFor('iphone-password-unknown').length > 0) return [];
  if (unencrypted.length > 0 && asked.iosEncryptedBackup === 'required') return [];
  const shut = new Set(unencrypted.map(({ category }) => category));
  const listed = facts.categories.filter(({ category, files }) => files > 0 && !shut.has(category));
  const lacking = new Set(facts.leftOut.map((left) => left.category));
  const empty = asked.categories.filter((category) => !lacking.has(category));
  return [...new Set([...listed.map(({ category }) => category), ...empty])];
}
