import { canSee } from './can-see.js';
import { cannotOpen } from './cannot-open.js';
import type { Claim } from './claim.js';
import { couldOpen } from './could-open.js';
import { neverKept } from './never-kept.js';
import type { RegisteredKey, VisibilityRules } from './visibility-rules.js';
import { whatIsRead } from './what-is-read.js';

/**
 * What is read of an employee under this policy, who sees what, and who could ever open it: all claims, column by column.
 * `key`: the company's recovery key, if one is registered. Pure; agent and control plane both compute it, so neither can
 * show something else than the policy means.
 */
export const visibilityOf = (policy: VisibilityRules, key: RegisteredKey | undefined): readonly Claim[] => [
  ...whatIsRead(policy),
  ...canSee(policy),
  ...couldOpen(policy, key),
  ...cannotOpen(policy),
  ...neverKept(),
];
