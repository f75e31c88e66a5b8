import { describe, expect, it } from '@jest/globals';
import type { Category, CauseClass } from '@holdfast/contracts';
import { newestLacks } from './newest-lacks.js';

const takenAt = new Date(Date.UTC(2026, 10, 20));
const asked = ['photos', 'calls', 'health'];
const lacks = (categories: string[], ...leftOut: [Category, CauseClass][]) =>
  newestLacks(
    { takenAt, categories, leftOut: leftOut.map(([category, cause]) => ({ category, cause, count: 1 })) },
    asked,
  );

describe('newestLacks', () => {
  it('is nothing where all is there, or lacks what the next backup brings by itself', () => {
    expect(lacks(asked)).toBeUndefined();
    expect(lacks(asked, ['calls', 'vanished'], ['photos', 'changed-while-read'])).toBeUndefined();
    expect(lacks(asked, ['documents', 'unreadable'])).toBeUndefined();
  });

  it('tells files apart from whole categories, and the cause that keeps most shut', () => {
    expect(lacks(['photos', 'calls'], ['photos', 'unreadable'], ['health', 'unreadable'])).toEqual({
      takenAt,
      cause: 'unreadable',
      categories: ['health'],
      files: { categories: ['photos'], count: 1 },
    });
    expect(lacks(asked, ['photos', 'over-size-limit'], ['calls', 'permission-denied'])?.cause).toBe(
      'permission-denied',
    );
  });

  it('names what only an encrypted backup holds', () => {
    const found = lacks(['photos'], ['calls', 'iphone-not-encrypted'], ['health', 'iphone-not-encrypted']);
    expect(found).toEqual({ takenAt, cause: 'iphone-not-encrypted', categories: ['calls', 'health'] });
  });

  it('is all that is asked where the snapshot contains nothing', () => {
    expect(lacks([], ['health', 'iphone-not-encrypted'])?.categories).toEqual(asked);
    expect(lacks([], ['other', 'iphone-password-unknown'])?.categories).toEqual(asked);
  });

  it('tells the cause that keeps everything shut', () => {
    const found = lacks([], ['health', 'iphone-not-encrypted'], ['photos', 'iphone-password-unknown']);
    expect(found?.cause).toBe('iphone-password-unknown');
  });
});
