import { type ScopeByPlatform, scopeAskedOf } from '../scope/scope-asked-of.js';

/** A version of a policy: what it asked for, from when on. */
export interface PublishedScope {
  readonly publishedAt: Date;
  readonly scope: ScopeByPlatform;
}

type Asked = 'required' | 'optional' | 'not';

const askedFor = ({ scope }: PublishedScope, category: string, platform: string | undefined): Asked => {
  const { categories, optionalCategories } = platform === undefined ? scope : scopeAskedOf(scope, platform);
  if (optionalCategories.includes(category)) return 'optional';
  return categories.includes(category) ? 'required' : 'not';
};

/**
 * Since when a policy asks for a category without a break, of phones of one platform (of any: undefined). Publishing it
 * anew with something else in it restarts no clock; a category that becomes required, or is taken out and put back, is
 * asked for from then on.
 *
 * @param versions newest first, at least one; where older ones are left out, the answer is the oldest that is there
 */
export function askedSince(
  versions: readonly [PublishedScope, ...PublishedScope[]],
  category: string,
  platform?: string,
): Date {
  const [newest] = versions;
  const now = askedFor(newest, category, platform);
  let since = newest.publishedAt;
  for (const version of versions) {
    const then = askedFor(version, category, platform);
    if (then === 'not' || (now === 'required' && then === 'optional')) break;
    since = version.publishedAt;
  }
  return since;
}
