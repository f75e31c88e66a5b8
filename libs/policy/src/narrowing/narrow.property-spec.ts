import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PLAIN } from '../testing/plain-policy.js';
import { categoriesOf, narrow } from './narrow.js';

const NAMES = ['photos', 'videos', 'documents', 'contacts', 'notes', 'chats'];
const some = fc.subarray(NAMES);
const policies = fc
  .record({ categories: fc.subarray(NAMES, { minLength: 1 }), optionalCategories: some, may: fc.boolean() })
  .map(({ categories, optionalCategories, may }) => ({
    ...PLAIN,
    scope: { ...PLAIN.scope, categories, optionalCategories },
    privacy: { ...PLAIN.privacy, employeeMayNarrow: may },
  }));

describe('narrow', () => {
  it('takes away what was left out and nothing else, or refuses', () => {
    fc.assert(
      fc.property(policies, some, (policy, chosen) => {
        const all = categoriesOf(policy);
        const narrowed = narrow(policy, chosen);
        if (narrowed.refused !== undefined) {
          const beyond = chosen.some((category) => !all.includes(category));
          expect(narrowed.refused).toBe(
            beyond ? 'beyond' : policy.privacy.employeeMayNarrow ? 'nothing-left' : 'not-allowed',
          );
          return;
        }
        const { scope, ...rest } = narrowed.policy;
        const { scope: before, ...others } = policy;
        expect(rest).toEqual(others);
        expect(scope).toEqual({
          ...before,
          categories: before.categories.filter((category) => chosen.includes(category)),
          optionalCategories: before.optionalCategories.filter((category) => chosen.includes(category)),
        });
        expect([...categoriesOf(narrowed.policy), ...narrowed.leftOut].sort()).toEqual([...all].sort());
        if (!policy.privacy.employeeMayNarrow) expect(narrowed.leftOut).toEqual([]);
        // Once narrowed, it is narrowed from there and never back.
        expect(narrow(narrowed.policy, all).refused).toBe(narrowed.leftOut.length > 0 ? 'beyond' : undefined);
      }),
    );
  });

  it('leaves the policy as it is for who chooses nothing', () => {
    fc.assert(
      fc.property(policies, (policy) => expect(narrow(policy, undefined)).toEqual({ policy, leftOut: [] })),
    );
  });
});
