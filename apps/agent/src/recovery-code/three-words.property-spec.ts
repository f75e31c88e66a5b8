import { PassThrough } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { newRecoveryCode } from '@holdfast/storage';
import fc from 'fast-check';
import type { CommandContext } from '../commands/command-context.js';
import { readEnvironment } from '../environment.js';
import { Output } from '../terminal/output.js';
import { areWords, threeNumbers, TRIES, typesThreeWords } from './three-words.js';

const words = 'abandon ability able about above absent absorb abstract absurd abuse access accident';
const three = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 3, maxLength: 3 })
  .map((all) => all.sort((a, b) => a - b));
const wordOf = (number: number): string => words.split(' ')[number - 1] ?? '';

describe('three words of a recovery code', () => {
  it('are three different ones, in their order, each as likely', () => {
    const seen = new Map<number, number>();
    for (let round = 0; round < 1_200; round += 1) {
      const numbers = threeNumbers();
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      expect(numbers).toHaveLength(3);
      for (const number of numbers) seen.set(number, (seen.get(number) ?? 0) + 1);
    }
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1));
    // 300 of each are expected, with a deviation of 15.
    for (const times of seen.values()) expect(Math.abs(times - 300)).toBeLessThan(120);
  });

  it('are right however they are spaced and in whatever case, whole or by the letters that tell them apart', () => {
    const style = fc.record({ space: fc.constantFrom(' ', '  ', ', ', ';', '\t'), loud: fc.boolean() });
    fc.assert(
      fc.property(three, style, (numbers, { space, loud }) => {
        const typed = numbers.map(wordOf).join(space);
        expect(areWords(loud ? typed.toUpperCase() : typed, words, numbers)).toBe(true);
      }),
    );
    expect(areWords('abse abso acce', words, [6, 7, 11])).toBe(true);
  });

  it('are wrong in another order, one of them wrong, one too few or one too many, and as noise', () => {
    fc.assert(
      fc.property(three, fc.integer({ min: 0, max: 2 }), fc.string(), (numbers, at, noise) => {
        const right = numbers.map(wordOf);
        const one = right.map((word, place) => (place === at ? 'zoo' : word));
        for (const wrong of [[...right].reverse(), one, right.slice(1), [...right, 'zoo'], [noise]])
          expect(areWords(wrong.join(' '), words, numbers)).toBe(false);
      }),
    );
  });
});

/** Somebody at a terminal who answers each question so, and what they are told. */
async function asking(answer: (numbers: number[]) => string, isTTY = true) {
  const stdin = Object.assign(new PassThrough(), { isTTY });
  const told: string[] = [];
  const write = (text: string): boolean => {
    const [, a, b, c] = /^Words (\d+), (\d+) and (\d+)/.exec(text) ?? [];
    told.push(a === undefined ? text : 'question');
    if (a !== undefined) setImmediate(() => stdin.write(`${answer([a, b, c].map(Number))}\n`));
    return true;
  };
  const silent = { write: () => true };
  const context: CommandContext = {
    environment: readEnvironment({}, 'linux'),
    streams: { stdin, stdout: silent, stderr: { write } },
    signal: new AbortController().signal,
    now: () => new Date(0),
  };
  const output = new Output(context.streams, {});
  const proven = await typesThreeWords(context, output, words, () => told.push('shown again'));
  return { proven, told: told.slice(1) };
}

describe('asking for them', () => {
  it('ends with the right ones', async () => {
    const right = (numbers: number[]): string => numbers.map(wordOf).join(' ');
    expect(await asking(right)).toEqual({ proven: true, told: ['question'] });
  });

  it('shows the code once more after five wrong answers, ends after five more, and says of none what was wrong', async () => {
    const other = newRecoveryCode();
    const { proven, told } = await asking(([first = 1]) => `${wordOf(first)} ${other}`);
    const round = Array.from({ length: TRIES }, () => ['question', 'That is not it.\n']).flat();
    expect([proven, told]).toEqual([false, [...round, 'shown again', ...round]]);
  });

  it('takes an empty line for “later”', async () => {
    expect(await asking(() => '')).toEqual({ proven: false, told: ['question'] });
  });

  it('proves nothing where nobody is there', async () => {
    expect(await asking(() => 'never read', false)).toEqual({ proven: false, told: ['question'] });
  });
});
