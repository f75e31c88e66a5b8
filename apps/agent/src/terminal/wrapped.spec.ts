import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wrapped } from './wrapped.js';

describe('wrapped', () => {
  it('hangs items by two and keeps empty lines', () => {
    expect(wrapped('Title\n\n- one two three four five six', 20)).toBe(
      'Title\n\n- one two three four\n  five six',
    );
  });

  it('makes no line longer than asked but a word that is, and loses no word', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 60 }), (words) => {
        const text = wrapped(words.join(' '), 24);
        expect(text.split('\n').every((line) => line.length <= 24)).toBe(true);
        expect(text.split(/\s+/).filter((word) => word !== '')).toEqual(words);
      }),
    );
  });

  it('lets nothing through that moves the cursor', () => {
    expect(wrapped('a\u001b[2Jb\u202ec')).toBe('a\\x1b[2Jb\\u{202e}c');
  });
});
