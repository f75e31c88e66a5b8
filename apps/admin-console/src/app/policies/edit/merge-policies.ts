import type { PolicyV1 } from '@holdfast/contracts';

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function merge(base: unknown, mine: unknown, theirs: unknown): unknown {
  if (isTree(base) && isTree(mine) && isTree(theirs))
    return Object.fromEntries(
      Object.keys(theirs).map((name) => [name, merge(base[name], mine[name], theirs[name])]),
    );
  return same(base, mine) ? theirs : mine;
}

/** My changes to `base` on top of `theirs`, field by field: where both changed one, mine stands. */
export const mergePolicies = (base: PolicyV1, mine: PolicyV1, theirs: PolicyV1): PolicyV1 =>
  merge(base, mine, theirs) as PolicyV1;

/** Whether what some store holds can be taken for a policy: everything that `like` has, of the same kind. */
export function isPolicyLike(value: unknown, like: unknown): value is PolicyV1 {
  if (isTree(like))
    return isTree(value) && Object.keys(like).every((name) => isPolicyLike(value[name], like[name]));
  if (Array.isArray(like)) return Array.isArray(value);
  return like === null || value === null || typeof value === typeof like;
}
