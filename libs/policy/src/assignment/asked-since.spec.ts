import { describe, expect, it } from '@jest/globals';
import { askedSince, type PublishedScope } from './asked-since.js';

const on = (day: number) => new Date(Date.UTC(2026, 10, day));
const version = (
  day: number,
  categories: string[],
  optionalCategories: string[] = [],
  iosBackup: 'photos' | 'whole' = 'photos',
): PublishedScope => ({ publishedAt: on(day), scope: { categories, optionalCategories, iosBackup } });

describe('askedSince', () => {
  it.each<[string, [PublishedScope, ...PublishedScope[]], number]>([
    ['the only version', [version(3, ['notes'])], 3],
    [
      'the first of those that ask without a break',
      [version(3, ['notes']), version(2, ['notes']), version(1, ['notes'])],
      1,
    ],
    [
      'when it came to it',
      [version(3, ['notes', 'photos']), version(2, ['notes']), version(1, ['photos'])],
      2,
    ],
    ['when it came back', [version(3, ['notes']), version(2, ['photos']), version(1, ['notes'])], 3],
    [
      'when it became required',
      [version(3, ['notes']), version(2, ['notes'], ['notes']), version(1, [], ['notes'])],
      3,
    ],
    [
      'when it was asked for at all, of an optional one',
      [version(3, [], ['notes']), version(2, ['notes'], ['notes']), version(1, ['notes'])],
      1,
    ],
    [
      'the version in force, of one that is not asked for',
      [version(3, ['photos']), version(1, ['photos'])],
      3,
    ],
  ])('is %s', (_what, versions, day) => {
    expect(askedSince(versions, 'notes')).toEqual(on(day));
  });

  it('is later of iPhones where they were read for their photos only until then', () => {
    const versions = [version(2, ['notes'], [], 'whole'), version(1, ['notes'])] as const;
    expect(askedSince([...versions], 'notes', 'ios')).toEqual(on(2));
    expect(askedSince([...versions], 'notes', 'android')).toEqual(on(1));
  });
});
