/**
 * Exit codes, one meaning each; docs/cli.md has the same table and a test compares the two. Scripts depend on them:
 * a number never changes its meaning.
 */
export const EXIT_CODES = {
  ok: 0,
  internal: 1,
  usage: 2,
  'wrong-key': 3,
  'not-a-repository': 4,
  damaged: 5,
  'disk-full': 6,
  'phone-unreachable': 7,
  'phone-not-allowed': 8,
  unreachable: 9,
  'credential-refused': 10,
  incomplete: 11,
  busy: 12,
  exists: 13,
  'not-found': 14,
  'not-enrolled': 15,
  refused: 16,
  'index-damaged': 17,
  cancelled: 130,
} as const;

/** Name of an outcome, as `--json` prints it. */
export type ExitName = keyof typeof EXIT_CODES;
