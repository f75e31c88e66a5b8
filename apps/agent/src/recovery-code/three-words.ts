import { randomInt } from 'node:crypto';
import { isTypedWord } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import { ask } from '../terminal/ask.js';
import type { Output } from '../terminal/output.js';

/** So many wrong answers until the code is shown again. */
export const TRIES = 5;
const ROUNDS = 2;

/** Three numbers of words, 1 to 12, smallest first. */
export function threeNumbers(random: (below: number) => number = (below) => randomInt(below)): number[] {
  const left = Array.from({ length: 12 }, (_, at) => at + 1);
  const taken = [1, 2, 3].map(() => left.splice(random(left.length), 1)[0] as number);
  return taken.sort((a, b) => a - b);
}

/** Whether somebody typed the words with these numbers, in this order. */
export function areWords(typed: string, words: string, numbers: readonly number[]): boolean {
  const given = typed.split(/[\s,;]+/).filter((part) => part !== '');
  const code = words.split(' ');
  return (
    given.length === numbers.length &&
    numbers.every((number, at) => isTypedWord(given[at] ?? '', code[number - 1] ?? ''))
  );
}

/**
 * Asks for three words of a code that the person has just been given. False: nobody is there, they gave up, or it was not it
 * time and again. Nothing says which word was wrong, and each question is another one.
 */
export async function typesThreeWords(
  context: CommandContext,
  output: Output,
  words: string,
  showAgain: () => void,
): Promise<boolean> {
  output.warning('Show that you have it: type three of its words (the first four letters of each will do).');
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const numbers = threeNumbers();
      const [a, b, c] = numbers;
      output.warning(
        `Words ${String(a)}, ${String(b)} and ${String(c)}, with spaces between (nothing to do it later):`,
      );
      const typed = await ask(context.streams, '> ', context.signal);
      if (typed === undefined || typed === '') return false;
      if (areWords(typed, words, numbers)) return true;
      output.warning('That is not it.');
    }
    if (round < ROUNDS) showAgain();
  }
  return false;
}
