import { describe, expect, it } from '@jest/globals';
import { headline } from './headline.js';

describe('headline', () => {
  it('is all zeros for an empty company', () => {
    expect(headline({})).toEqual({
      inScope: 0,
      protected: 0,
      notProtected: 0,
      noPhone: 0,
      segments: { inGrace: 0, waiting: 0, atRisk: 0, neverBackedUp: 0 },
    });
  });

  it('keeps who is in grace, waits or declined in the denominator', () => {
    const counts = { protected: 5, 'in-grace': 2, waiting: 1, declined: 1, 'no-phone': 3, 'at-risk': 4 };
    expect(headline(counts)).toMatchObject({ inScope: 16, protected: 5, notProtected: 8, noPhone: 3 });
  });
});
