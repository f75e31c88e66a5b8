import { seededNumbers } from './seeded-numbers.mjs';

const ONSETS = [
  'b',
  'br',
  'd',
  'f',
  'fl',
  'g',
  'h',
  'k',
  'l',
  'm',
  'n',
  'p',
  'r',
  's',
  'st',
  't',
  'tr',
  'v',
  'w',
  '',
];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ea', 'ou', 'ie'];
const ENDS = ['', '', 'n', 'r', 's', 't', 'll', 'nd', 'ng', 'm'];

/** Fifteen hundred words that nobody speaks, the same in every corpus: what differs between corpora is who says what. */
const VOCABULARY = (() => {
  const random = seededNumbers(7, 'vocabulary');
  const syllable = () => random.pick(ONSETS) + random.pick(VOWELS) + random.pick(ENDS);
  const words = new Set();
  while (words.size < 1500) words.add(Array.from({ length: 1 + random.below(3) }, syllable).join(''));
  return [...words];
})();

/** Some words come far more often than others, as they do between people: compressors live on that. */
const word = (random) => VOCABULARY[Math.floor(random.unit() ** 2.5 * VOCABULARY.length)];

/** A sentence of three to fourteen words. */
export function sentence(random) {
  const words = Array.from({ length: 3 + random.below(12) }, () => word(random)).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${random.pick(['.', '.', '.', '?', '!'])}`;
}

/** Text of exactly `bytes` bytes: a title, then paragraphs. It compresses about threefold. */
export function prose(random, bytes) {
  const parts = [`${sentence(random)}\n\n`];
  for (let length = parts[0].length; length < bytes; length += parts.at(-1).length)
    parts.push(`${sentence(random)}${random.below(6) === 0 ? '\n\n' : ' '}`);
  return Buffer.from(parts.join('').slice(0, bytes), 'latin1');
}
