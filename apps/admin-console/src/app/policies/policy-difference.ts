/** One field that differs between two versions, by its path in the policy. */
export interface FieldDifference {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shown = (value: unknown): string => {
  if (value === undefined || value === null) return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(shown).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** Field by field what a newer version changes; lists are compared as a whole. Works on any two policy versions. */
export function policyDifference(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): FieldDifference[] {
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return names.flatMap((name) => policyDifference(before[name], after[name], [...path, name]));
  }
  const [from, to] = [shown(before), shown(after)];
  return from === to ? [] : [{ field: path.join('.'), before: from, after: to }];
}
