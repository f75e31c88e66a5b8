import { fieldName } from './fields/field-names';
import { fieldValue } from './fields/field-values';

/** One field that differs between two versions: its path in the policy, and all else in people's words. */
export interface FieldDifference {
  readonly field: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
  const field = path.join('.');
  const [from, to] = [fieldValue(field, before), fieldValue(field, after)];
  return from === to ? [] : [{ field, name: fieldName(field), before: from, after: to }];
}
