/**
 * Exit codes of `holdfast-admin audit`; docs/cli.md has the same table and a test compares the two. Scripts depend on
 * them: a number never changes its meaning.
 */
export const ADMIN_EXIT_CODES = {
  /** Whole, and held against something kept elsewhere. */
  proven: 0,
  broken: 1,
  usage: 2,
  /** Whole in itself, and held against nothing else. */
  unanchored: 3,
  internal: 70,
  cancelled: 130,
} as const;
export type AdminExit = keyof typeof ADMIN_EXIT_CODES;

/** Exit codes of `holdfast-admin policy`, as `diff` and their like have them: whatever went wrong is 1. */
export const POLICY_EXIT_CODES = {
  /** Nothing to change, or all of it was done. */
  same: 0,
  failed: 1,
  different: 2,
  cancelled: 130,
} as const;
export type PolicyExit = keyof typeof POLICY_EXIT_CODES;
