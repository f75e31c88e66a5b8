import { describe, expect, it } from '@jest/globals';
import { scopeAskedOf } from './scope-asked-of.js';

const scope = (iosBackup: 'photos' | 'whole') => ({
  categories: ['photos', 'contacts', 'videos', 'health'],
  optionalCategories: ['videos', 'contacts'],
  iosBackup,
  maxFileBytes: 5,
});

describe('scopeAskedOf', () => {
  it.each(['android', 'folder'])('asks %s for everything, however iPhones are read', (platform) => {
    expect(scopeAskedOf(scope('photos'), platform)).toEqual(scope('photos'));
  });

  it('asks an iPhone for its photos and videos only, in the order of the policy', () => {
    expect(scopeAskedOf(scope('photos'), 'ios')).toEqual({
      ...scope('photos'),
      categories: ['photos', 'videos'],
      optionalCategories: ['videos'],
    });
  });

  it('asks a whole iPhone for everything', () => {
    expect(scopeAskedOf(scope('whole'), 'ios')).toEqual(scope('whole'));
  });
});
