import type { PolicyV1 } from '@holdfast/contracts';
import type { PolicyPath } from './policy-path';

const step = (tree: unknown, name: string): unknown => (tree as Record<string, unknown>)[name];

/** What stands at a path: of a policy its value, of a form's tree the field. */
export const at = <T>(tree: object, path: PolicyPath): T => path.split('.').reduce<unknown>(step, tree) as T;

/** The same policy with another value at a path. */
export function withAt(policy: PolicyV1, path: string, value: unknown): PolicyV1 {
  const put = (tree: unknown, [name = '', ...rest]: readonly string[]): unknown => ({
    ...(tree as object),
    [name]: rest.length === 0 ? value : put(step(tree, name), rest),
  });
  return put(policy, path.split('.')) as PolicyV1;
}
