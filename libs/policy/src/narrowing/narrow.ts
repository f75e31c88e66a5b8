/** What this rule needs of a policy; `PolicyV1` of the contracts satisfies it. */
export interface NarrowablePolicy {
  readonly scope: { readonly categories: readonly string[]; readonly optionalCategories: readonly string[] };
  readonly privacy: { readonly employeeMayNarrow: boolean };
}

export type Narrowed<P extends NarrowablePolicy> =
  | {
      /** The policy with less in its scope, or the same one where nothing was left out. */
      readonly policy: P;
      /** What the policy asks for and the person left out. */
      readonly leftOut: readonly string[];
      readonly refused?: undefined;
    }
  | {
      /** `beyond`: the policy does not ask for it. `not-allowed`: it lets nobody leave anything out. */
      readonly refused: 'beyond' | 'not-allowed' | 'nothing-left';
      /** What was asked for beyond the policy. */
      readonly beyond: readonly string[];
    };

/** What a policy reads: required and optional categories, each once, in the policy's order. */
export const categoriesOf = ({ scope }: Pick<NarrowablePolicy, 'scope'>): string[] => [
  ...new Set([...scope.categories, ...scope.optionalCategories]),
];

/**
 * The policy as a person narrows it for themselves: they may leave categories out, where the policy lets them, and never
 * add one. Nothing but the scope's categories changes.
 *
 * @param chosen the categories that stay; undefined: all of them
 */
export function narrow<P extends NarrowablePolicy>(
  policy: P,
  chosen: readonly string[] | undefined,
): Narrowed<P> {
  const all = categoriesOf(policy);
  if (chosen === undefined) return { policy, leftOut: [] };
  const beyond = chosen.filter((category) => !all.includes(category));
  if (beyond.length > 0) return { refused: 'beyond', beyond };
  const leftOut = all.filter((category) => !chosen.includes(category));
  if (leftOut.length === 0) return { policy, leftOut };
  if (!policy.privacy.employeeMayNarrow) return { refused: 'not-allowed', beyond };
  if (leftOut.length === all.length) return { refused: 'nothing-left', beyond };
  const kept = (categories: readonly string[]) => categories.filter((category) => chosen.includes(category));
  const { categories, optionalCategories } = policy.scope;
  const scope = {
    ...policy.scope,
    categories: kept(categories),
    optionalCategories: kept(optionalCategories),
  };
  return { policy: { ...policy, scope }, leftOut };
}
