import { describe, expect, it } from '@jest/globals';
import type { Category, CauseClass, CommitFacts } from '@holdfast/contracts';
import { type AskedScope, containedCategories } from './contained-categories.js';

const counts = { files: 1, bytes: 1, added: 1, changed: 0, removed: 0, highEntropyChangedBytes: 0 };
const asked = (...categories: Category[]): AskedScope => ({ categories, iosEncryptedBackup: 'preferred' });
const facts = (
  listed: Category[],
  lacking: Category[],
  cause: CauseClass = 'permission-denied',
): CommitFacts => ({
  categories: listed.map((category) => ({ category, ...counts })),
  leftOut: lacking.map((category) => ({ category, cause, count: 1 })),
  storedBytes: 0,
  readBytes: 0,
  durationMs: 0,
});

describe('containedCategories', () => {
  it('counts what had files and what was scanned and is empty', () => {
    expect(containedCategories(asked('photos', 'contacts'), facts(['photos'], []))).toEqual([
      'photos',
      'contacts',
    ]);
  });

  it('does not count what was only left out', () => {
    expect(containedCategories(asked('photos', 'contacts'), facts(['photos'], ['contacts']))).toEqual([
      'photos',
    ]);
  });

  it('counts a category of which one file was left out', () => {
    expect(containedCategories(asked('photos'), facts(['photos'], ['photos']))).toEqual(['photos']);
  });

  it('does not count what has no file left and was left out, although the facts list what was removed', () => {
    const removed = facts(['contacts'], ['contacts']);
    const none = removed.categories.map((category) => ({ ...category, files: 0, removed: 1 }));
    expect(containedCategories(asked('contacts'), { ...removed, categories: none })).toEqual([]);
  });

  it('does not count what an iPhone hands out only encrypted, whatever files of it are there', () => {
    const some = facts(['photos', 'health'], ['health'], 'iphone-not-encrypted');
    expect(containedCategories(asked('photos', 'health'), some)).toEqual(['photos']);
  });

  it('counts nothing of an iPhone backup that nobody could open', () => {
    const shut = facts(['photos', 'other'], ['health'], 'iphone-password-unknown');
    expect(containedCategories(asked('photos', 'contacts'), shut)).toEqual([]);
  });

  it('counts nothing of an iPhone backup that is not encrypted where the policy takes no other', () => {
    const required = { ...asked('photos', 'contacts'), iosEncryptedBackup: 'required' as const };
    expect(containedCategories(required, facts(['photos'], ['health'], 'iphone-not-encrypted'))).toEqual([]);
    expect(containedCategories(required, facts(['photos'], ['contacts']))).toEqual(['photos']);
  });

  it('keeps what nobody asked for', () => {
    expect(containedCategories(asked('photos'), facts(['music'], ['photos']))).toEqual(['music']);
  });
});
