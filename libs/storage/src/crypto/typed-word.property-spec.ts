import { describe, expect, it } from '@jest/globals';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import fc from 'fast-check';
import { isTypedWord, newRecoveryCode, typedRecoveryCode } from './recovery-code.js';

const word = fc.constantFrom(...wordlist);
const space = fc.stringMatching(/^[ \t]{0,3}$/);

describe('a typed word of a recovery code', () => {
  it('is the word in any case and with space around it, or its beginning from four letters on', () => {
    fc.assert(
      fc.property(word, space, space, fc.nat(8), fc.boolean(), (one, before, after, letters, loud) => {
        const typed = one.length <= 4 ? one : one.slice(0, Math.max(4, letters));
        expect(isTypedWord(before + (loud ? typed.toUpperCase() : typed) + after, one)).toBe(true);
      }),
    );
  });

  it('is no other word, and nothing shorter or longer', () => {
    expect(new Set(wordlist.map((one) => one.slice(0, 4))).size).toBe(wordlist.length);
    fc.assert(
      fc.property(word, word, fc.nat(8), (one, another, letters) => {
        fc.pre(one !== another);
        expect(isTypedWord(one.slice(0, Math.max(4, letters)), another)).toBe(false);
        if (one.length > 3) expect(isTypedWord(one.slice(0, 3), one)).toBe(false);
        expect(isTypedWord(`${one}s`, one)).toBe(false);
        expect(isTypedWord('', one)).toBe(false);
      }),
    );
  });

  it('is enough of each for the whole code, numbers and lines between them or not', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.constantFrom(' ', '\n', ', ', '\n 7. ')), (between) => {
        const code = newRecoveryCode();
        const typed = code
          .split(' ')
          .map((one) => one.slice(0, 4).toUpperCase() + (between.next().value as string));
        expect(typedRecoveryCode(typed.join(''))).toBe(code);
        expect(typedRecoveryCode(typed.slice(1).join(''))).toBeUndefined();
      }),
      { numRuns: 30 },
    );
    for (const nothing of [
      '',
      'abandon',
      Array(12).fill('zzzz').join(' '),
      Array(12).fill('abandon').join(' '),
    ])
      expect(typedRecoveryCode(nothing)).toBeUndefined();
  });
});
