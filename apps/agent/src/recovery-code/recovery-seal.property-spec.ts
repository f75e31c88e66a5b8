import { describe, expect, it } from '@jest/globals';
import { newRecoveryCode } from '@holdfast/storage';
import fc from 'fast-check';
import { isSealOf, recoverySeal } from './recovery-seal.js';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the seal of a recovery code', () => {
  it('says one repository, by one code', () => {
    const [own, other] = [newRecoveryCode(), newRecoveryCode()];
    fc.assert(
      fc.property(bytes32, bytes32, fc.string(), (identity, another, noise) => {
        const seal = recoverySeal(own, identity);
        expect(Buffer.from(seal, 'base64')).toHaveLength(32);
        expect(isSealOf(seal, own, identity)).toBe(true);
        expect(isSealOf(seal, other, identity)).toBe(false);
        expect(isSealOf(seal, own, another)).toBe(Buffer.from(identity).equals(another));
        expect(isSealOf(noise, own, identity)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same whichever way the words were typed, and is of no words that are no code', () => {
    const words = newRecoveryCode();
    const identity = new Uint8Array(32);
    expect(recoverySeal(` ${words.toUpperCase()}\n`, identity)).toBe(recoverySeal(words, identity));
    expect(() => recoverySeal('no code', identity)).toThrow('no recovery code');
  });
});
