import type { GlobWalk } from '@holdfast/policy';
import { globs } from '@holdfast/policy';
import type { Selection, SnapshotEntry } from '@holdfast/storage';
import { usage } from '../faults/fault.js';

/** What a person chose with `--include`, `--exclude` and `--ignore-case`. */
export interface PatternFlags {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly ignoreCase?: boolean;
}

/**
 * What is included (all, where nothing is said) and not excluded. A pattern that is of a folder is of all that lies in
 * it. Undefined where there is no pattern. @throws Fault `usage`
 */
export function patternSelection(flags: PatternFlags): Selection | undefined {
  const { include = [], exclude = [] } = flags;
  if (include.length + exclude.length === 0) return undefined;
  return new PatternSelection(
    include.length === 0 ? 'all' : readPatterns(include, flags),
    readPatterns(exclude, flags),
  );
}

/** Patterns as typed. @throws Fault `usage` for those that cannot be of any path */
export function readPatterns(
  patterns: readonly string[],
  { ignoreCase = false }: Pick<PatternFlags, 'ignoreCase'>,
): GlobWalk {
  for (const pattern of patterns) {
    const names = pattern.split('/');
    if (names.every((name) => name === ''))
      throw usage(
        `"${pattern}" is not a pattern.`,
        'Write a name, or a path from the top: "*.jpg", "DCIM/**".',
      );
    if (names.includes('..') || names.includes('.'))
      throw usage(
        `"${pattern}" is of no path: paths of a snapshot begin at its top and have no "." and "..".`,
      );
  }
  return globs(patterns, { ignoreCase });
}

class PatternSelection implements Selection {
  constructor(
    private readonly included: GlobWalk | 'all',
    private readonly excluded: GlobWalk,
  ) {}

  takes({ path }: SnapshotEntry): boolean {
    const name = path.at(-1)!;
    if (this.excluded.into(name).matches) return false;
    return this.included === 'all' || this.included.into(name).matches;
  }

  below(name: Uint8Array): Selection | undefined {
    const excluded = this.excluded.into(name);
    if (excluded.matches) return undefined;
    if (this.included === 'all') return new PatternSelection('all', excluded);
    const included = this.included.into(name);
    if (included.matches) return new PatternSelection('all', excluded);
    return included.goesOn ? new PatternSelection(included, excluded) : undefined;
  }
}
