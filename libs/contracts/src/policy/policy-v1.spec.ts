import { describe, expect, it } from '@jest/globals';
import { DEFAULT_CATEGORIES } from '../categories.js';
import { PolicyV1 } from './policy-v1.js';

describe('policy schema 1', () => {
  it('fills every field from a name alone, and reads only what product rule 5 allows', () => {
    const policy = PolicyV1.parse({ schema: 1, name: 'Everybody' });
    expect(policy.scope.categories).toEqual([...DEFAULT_CATEGORIES]);
    expect(policy.privacy).toMatchObject({ companyKey: 'split', lawfulBasis: 'unrecorded' });
    expect(policy.scope.iosBackup).toBe('photos');
    expect(policy.copies.required).toBe(1);
  });

  it('is its own normal form: parsing a full policy changes nothing', () => {
    const policy = PolicyV1.parse({ schema: 1, name: 'Everybody' });
    expect(PolicyV1.parse(JSON.parse(JSON.stringify(policy)))).toEqual(policy);
  });

  it.each([
    ['a misspelt rule', { schema: 1, name: 'x', schedule: { maxAgeHour: 1 } }],
    ['another schema', { schema: 2, name: 'x' }],
    ['no categories at all', { schema: 1, name: 'x', scope: { categories: [] } }],
    ['an unknown category', { schema: 1, name: 'x', scope: { categories: ['selfies'] } }],
    ['no copy', { schema: 1, name: 'x', copies: { required: 0 } }],
    [
      'a day that is none',
      { schema: 1, name: 'x', schedule: { windows: [{ days: [8], fromMinute: 0, toMinute: 1 }] } },
    ],
  ])('refuses %s', (_what, written) => {
    expect(PolicyV1.safeParse(written).success).toBe(false);
  });
});
