import type { Category, PolicyV1 } from '@holdfast/contracts';
import { usage } from '../faults/fault.js';

/** What a run reads: the policy's categories, required and optional; the employee may narrow them, never widen them. */
export function categoriesAsked(policy: PolicyV1, narrowedTo?: readonly Category[]): readonly Category[] {
  const allowed = [...new Set([...policy.scope.categories, ...policy.scope.optionalCategories])];
  if (narrowedTo === undefined) return allowed;
  const beyond = narrowedTo.filter((category) => !allowed.includes(category));
  if (beyond.length > 0) {
    throw usage(
      `Your company's policy does not back up ${beyond.join(', ')}.`,
      `It backs up ${allowed.join(', ')}.`,
    );
  }
  return narrowedTo;
}
