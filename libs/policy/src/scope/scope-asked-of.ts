/** What this rule needs of a policy's scope; that of `PolicyV1` satisfies it. */
export interface ScopeByPlatform {
  readonly categories: readonly string[];
  readonly optionalCategories: readonly string[];
  readonly iosBackup: 'photos' | 'whole';
}

/** What an iPhone gives over the cable without a passcode. */
const WITHOUT_PASSCODE = ['photos', 'videos'];

/**
 * The part of a policy's scope that is asked of phones of one platform: where iPhones give their photos only, nothing
 * else is asked of them, and so nothing else can lack or count as backed up. All other phones are asked for all of it.
 */
export function scopeAskedOf<Scope extends ScopeByPlatform>(scope: Scope, platform: string): Scope {
  if (platform !== 'ios' || scope.iosBackup === 'whole') return scope;
  const given = (categories: readonly string[]) =>
    categories.filter((category) => WITHOUT_PASSCODE.includes(category));
  return {
    ...scope,
    categories: given(scope.categories),
    optionalCategories: given(scope.optionalCategories),
  };
}
