/**
 * Exit codes of `holdfast-admin`; docs/cli.md has the same table and a test compares the two. Scripts depend on them: a
 * number never changes its meaning.
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
