import type { Category, CommitFacts } from '@holdfast/contracts';

/**
 * The categories that a snapshot contains. Facts list what had files and, under `leftOut`, what was asked for and
 * lacks; so a category of the policy that is in neither was scanned and is empty, and counts. One that was left out
 * counts only where it has files all the same.
 */
export function containedCategories(asked: readonly Category[], facts: CommitFacts): Category[] {
  const listed = facts.categories.filter(({ files }) => files > 0).map(({ category }) => category);
  const lacking = new Set(facts.leftOut.map((left) => left.category));
  return [...new Set([...listed, ...asked.filter((category) => !lacking.has(category))])];
}
