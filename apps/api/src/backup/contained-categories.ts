import type { Category, CommitFacts } from '@holdfast/contracts';

/**
 * The categories that a snapshot contains. Facts list what had files and, under `leftOut`, what was asked for and
 * lacks; so a category of the policy that is in neither was scanned and is empty, and counts. One that was only left
 * out does not.
 */
export function containedCategories(asked: readonly Category[], facts: CommitFacts): Category[] {
  const listed = facts.categories.map((category) => category.category);
  const lacking = new Set(facts.leftOut.map((left) => left.category));
  return [...new Set([...listed, ...asked.filter((category) => !lacking.has(category))])];
}
