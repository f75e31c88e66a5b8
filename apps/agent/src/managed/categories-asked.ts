import type { Category, PolicyV1 } from '@holdfast/contracts';
import { categoriesOf, narrow } from '@holdfast/policy';
import { usage } from '../faults/fault.js';

/**
 * What a run reads: the policy's categories, required and optional; the employee may narrow them where the policy lets
 * them, never widen them. @throws Fault `usage`
 */
export function categoriesAsked(policy: PolicyV1, narrowedTo?: readonly Category[]): readonly Category[] {
  const allowed = categoriesOf(policy) as Category[];
  const narrowed = narrow(policy, narrowedTo);
  if (narrowed.refused === undefined) return narrowedTo ?? allowed;
  const all = `It backs up ${allowed.join(', ')}.`;
  if (narrowed.refused === 'beyond')
    throw usage(`Your company's policy does not back up ${narrowed.beyond.join(', ')}.`, all);
  if (narrowed.refused === 'not-allowed')
    throw usage(
      "Your company's policy does not let kinds of data be left out of a backup.",
      `${all} Nothing was read.`,
    );
  throw usage('Nothing is left to back up.', all);
}
