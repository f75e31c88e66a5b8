import { seededNumbers } from './seeded-numbers.mjs';
import { prose, sentence } from './words.mjs';

/** A small text. Edited, it has one sentence more in its middle: everything after it lies elsewhere. */
export function* note({ seed, key, size, edited }) {
  const random = seededNumbers(seed, key);
  if (!edited) {
    yield prose(random, size);
    return;
  }
  const added = addedSentence(seed, key);
  const text = prose(random, size - added.length);
  const middle = text.length >> 1;
  yield Buffer.concat([text.subarray(0, middle), added, text.subarray(middle)]);
}

/** What the second day writes into a note. */
export const addedSentence = (seed, key) =>
  Buffer.from(` ${sentence(seededNumbers(seed, `${key} edited`))}`, 'latin1');
