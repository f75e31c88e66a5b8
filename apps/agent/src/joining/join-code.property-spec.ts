import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { JoinKey, joinCodeText, newJoinCode, parseJoinCode } from './join-code.js';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = fc
  .array(fc.constantFrom(...LETTERS), { minLength: 12, maxLength: 12 })
  .map((all) => all.join(''));
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('the code of a workstation that asks', () => {
  it('is 60 bits, all letters as likely', () => {
    const made = Array.from({ length: 400 }, newJoinCode).join('');
    expect(new Set(made).size).toBe(32);
    expect(made).toHaveLength(400 * 12);
    expect(joinCodeText('0123456789AB')).toBe('0123-4567-89AB');
  });

  it('is read as it is meant: any case, spaces, dashes, and letters that look alike', () => {
    const typed = fc.record({
      code,
      between: fc.array(fc.constantFrom('', ' ', '-', ' - ', '\t'), { minLength: 12, maxLength: 12 }),
      alike: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      small: fc.boolean(),
    });
    fc.assert(
      fc.property(typed, ({ code: meant, between, alike, small }) => {
        const letters = [...meant].map((letter, at) =>
          !alike[at] ? letter : letter === '0' ? 'O' : letter === '1' ? (small ? 'l' : 'I') : letter,
        );
        const text = letters.map((letter, at) => letter + (between[at] ?? '')).join('');
        expect(parseJoinCode(small ? text.toLowerCase() : text)).toBe(meant);
      }),
    );
  });

  it('is nothing that is longer, shorter, or of other letters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        const parsed = parseJoinCode(text);
        if (parsed !== undefined) expect([...parsed].every((letter) => LETTERS.includes(letter))).toBe(true);
        expect(
          parseJoinCode(`${joinCodeText('0123456789AB')}${text.replace(/[\s-]/g, '') || 'X'}`),
        ).toBeUndefined();
      }),
    );
    for (const wrong of ['', 'U'.repeat(12), '0123-4567-89A', '０１２３４５６７８９ＡＢ'])
      expect(parseJoinCode(wrong)).toBeUndefined();
  });
});

describe('what two workstations tell each other by it', () => {
  const subject = { id: randomUUID(), workstationId: randomUUID(), publicKey: Buffer.alloc(32, 5) };
  const shown = newJoinCode();
  const key = new JoinKey(shown, subject);

  it('holds for the same code, key, workstation and request, and for no other', () => {
    expect(new JoinKey(shown, subject).isTag(key.tag())).toBe(true);
    const others = [
      new JoinKey(shown, { ...subject, publicKey: Buffer.alloc(32, 6) }),
      new JoinKey(shown, { ...subject, id: randomUUID() }),
      new JoinKey(shown, { ...subject, workstationId: randomUUID() }),
      new JoinKey(newJoinCode(), subject),
    ];
    for (const other of others) expect(other.isTag(key.tag())).toBe(false);
    // Nothing that was said of one is good for the other.
    expect(key.isWelcome(key.tag(), subject.publicKey)).toBe(false);
  });

  it('names one repository', () => {
    fc.assert(
      fc.property(bytes32, bytes32, fc.string({ maxLength: 50 }), (one, another, noise) => {
        const welcome = key.welcome(one);
        expect(key.isWelcome(welcome, one)).toBe(true);
        expect(key.isWelcome(welcome, another)).toBe(Buffer.from(one).equals(another));
        expect(key.isWelcome(noise, one)).toBe(false);
      }),
    );
  });
});
