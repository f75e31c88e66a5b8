import { checkCopies } from './check-copies.js';
import { checkLimits } from './check-limits.js';
import { checkPatterns } from './check-patterns.js';
import { checkPrivacy } from './check-privacy.js';
import { checkProof } from './check-proof.js';
import { checkSchedule } from './check-schedule.js';
import { checkScope } from './check-scope.js';
import type { CheckedPolicy } from './checked-policy.js';
import { type PolicyFinding, refused } from './finding.js';
import type { Surroundings } from './surroundings.js';

/**
 * What is wrong with a policy that is well-formed: what can never be met or contradicts itself (`refused`, and then it is
 * not published), and what its author may not have meant (`warning`). Refusals come first, else the order of the fields.
 * Pure: the same policy in the same surroundings is found the same.
 */
export function checkPolicy(policy: CheckedPolicy, surroundings: Surroundings): PolicyFinding[] {
  const found = [
    ...checkName(policy, surroundings),
    ...checkSchedule(policy),
    ...checkScope(policy),
    ...checkPatterns(policy),
    ...checkCopies(policy, surroundings),
    ...checkLimits(policy, surroundings),
    ...checkProof(policy),
    ...checkPrivacy(policy, surroundings),
  ];
  return [
    ...found.filter(({ level }) => level === 'refused'),
    ...found.filter(({ level }) => level === 'warning'),
  ];
}

/** A name as names are compared: two policies in use never have the same. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().toLowerCase();

function checkName({ name }: CheckedPolicy, { otherNames }: Surroundings): PolicyFinding[] {
  if (!/[^\s\p{C}]/u.test(name))
    return [refused('name-blank', 'name', 'The policy has no name that can be seen.', 'Give it a name.')];
  if (!otherNames.some((other) => nameKey(other) === nameKey(name))) return [];
  return [
    refused(
      'name-taken',
      'name',
      'Another policy in use has this name.',
      'Give it another name, or retire the other policy first.',
    ),
  ];
}
