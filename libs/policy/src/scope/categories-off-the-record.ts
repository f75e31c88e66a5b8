/** What this rule needs of a policy; `PolicyV1` of the contracts satisfies it. */
export interface PolicyWithReasons {
  readonly scope: { readonly categories: readonly string[]; readonly optionalCategories: readonly string[] };
  readonly privacy: { readonly purpose: string; readonly lawfulBasis: string };
}

/**
 * The categories that a policy asks for and may not be read yet: outside of what is read by default, a company records
 * its purpose and lawful basis first (product rule 5). Empty: it may be published.
 *
 * @param byDefault the categories that need no reason on record
 */
export function categoriesOffTheRecord(policy: PolicyWithReasons, byDefault: readonly string[]): string[] {
  const { purpose, lawfulBasis } = policy.privacy;
  if (purpose.trim() !== '' && lawfulBasis !== 'unrecorded') return [];
  const asked = new Set([...policy.scope.categories, ...policy.scope.optionalCategories]);
  return [...asked].filter((category) => !byDefault.includes(category));
}
