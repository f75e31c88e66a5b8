import { describe, expect, it } from '@jest/globals';
import type { Category, CommitFacts } from '@holdfast/contracts';
import { containedCategories } from './contained-categories.js';

const counts = { files: 1, bytes: 1, added: 1, changed: 0, removed: 0, highEntropyChangedBytes: 0 };
const facts = (listed: Category[], lacking: Category[]): CommitFacts => ({
  categories: listed.map((category) => ({ category, ...counts })),
  leftOut: lacking.map((category) => ({ category, cause: 'permission-denied', count: 1 })),
  storedBytes: 0,
  readBytes: 0,
  durationMs: 0,
});

describe('containedCategories', () => {
  it('counts what had files and what was scanned and is empty', () => {
    expect(containedCategories(['photos', 'contacts'], facts(['photos'], []))).toEqual([
      'photos',
      'contacts',
    ]);
  });

  it('does not count what was only left out', () => {
    expect(containedCategories(['photos', 'contacts'], facts(['photos'], ['contacts']))).toEqual(['photos']);
  });

  it('counts a category of which one file was left out', () => {
    expect(containedCategories(['photos'], facts(['photos'], ['photos']))).toEqual(['photos']);
  });

  it('does not count what has no file left and was left out, although the facts list what was removed', () => {
    const removed = facts(['contacts'], ['contacts']);
    const none = removed.categories.map((category) => ({ ...category, files: 0, removed: 1 }));
    expect(containedCategories(['contacts'], { ...removed, categories: none })).toEqual([]);
  });

  it('keeps what nobody asked for', () => {
    expect(containedCategories(['photos'], facts(['music'], ['photos']))).toEqual(['music']);
  });
});
