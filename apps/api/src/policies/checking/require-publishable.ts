import type { PolicyFinding } from '@holdfast/policy';
import { DomainError } from '../../problems/index.js';

/** What a caller is told of each finding; `of`: where in what they sent the policy stands. */
const issueOf =
  (of: string) =>
  ({ code, path, sentence, nextStep }: PolicyFinding) => ({
    path: `${of}.${path}`,
    message: `${sentence} ${nextStep}`,
    code,
  });

/**
 * @param of where in what the caller sent the policy stands
 * @throws DomainError `policy-refused` with each finding that refuses: the policy can never be met, or contradicts itself
 */
export function requirePublishable(findings: readonly PolicyFinding[], of = 'policy'): void {
  const refusals = findings.filter(({ level }) => level === 'refused');
  const [first] = refusals;
  if (!first) return;
  const more = refusals.length === 1 ? '' : ` ${String(refusals.length - 1)} more of this kind.`;
  throw new DomainError('policy-refused', `${first.sentence} ${first.nextStep}${more} Nothing was changed.`, {
    issues: refusals.map(issueOf(of)),
  });
}
