import { describe, expect, it } from '@jest/globals';
import { headline } from './headline.js';

describe('headline', () => {
  it('counts whoever declined among those who are not protected', () => {
    expect(
      headline({ protected: 3, declined: 5, 'at-risk': 2, 'no-phone': 4, exempt: 1, unknown: 6 }),
    ).toEqual({
      inScope: 21,
      protected: 3,
      notProtected: 14,
      noPhone: 4,
      segments: { unknown: 6, waiting: 0, inGrace: 0, exempt: 1, declined: 5, atRisk: 2, neverBackedUp: 0 },
    });
  });

  it('does not tell how many declined where that would tell who', () => {
    const { segments, notProtected } = headline({ protected: 3, declined: 4, unknown: 1 });
    expect(segments).toMatchObject({ declined: 0, unknown: 5 });
    expect(notProtected).toBe(5);
  });
});
