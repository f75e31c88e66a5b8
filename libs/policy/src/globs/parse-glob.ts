import { characters } from './characters.js';

/** Stands in a pattern's name for any number of characters, and for one. */
export const ANY_NUMBER = -1;
export const ANY_ONE = -2;
/** A name of a pattern that is any number of names. */
export const ANY_NAMES = '**';

/** One name of a pattern: characters, `ANY_ONE` and `ANY_NUMBER`. */
export type NamePattern = readonly number[] | typeof ANY_NAMES;

const ESCAPE = /\\x([0-9a-fA-F]{2})|\\u\{([0-9a-fA-F]{1,6})\}|\\(.)|([*?])/gsu;
const SHORT: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** A pattern's names from the top. One without a slash is of the last name, wherever that lies. */
export function parseGlob(pattern: string): NamePattern[] {
  const names = pattern.split('/').filter((name) => name !== '');
  const parsed = names.map((name) => (name === ANY_NAMES ? ANY_NAMES : parseName(name)));
  return pattern.includes('/') ? parsed : [ANY_NAMES, ...parsed];
}

function parseName(name: string): number[] {
  const out: number[] = [];
  // Bytes that stand beside each other may be one character, also when they were written one by one.
  let literal: number[] = [];
  const flush = (): void => {
    out.push(...characters(Uint8Array.from(literal)));
    literal = [];
  };
  const add = (text: string): void => void literal.push(...new TextEncoder().encode(text));
  let last = 0;
  for (const found of name.matchAll(ESCAPE)) {
    add(name.slice(last, found.index));
    last = found.index + found[0].length;
    const [, byte, point, escaped, wild] = found;
    if (wild !== undefined) {
      flush();
      out.push(wild === '*' ? ANY_NUMBER : ANY_ONE);
    } else if (byte !== undefined) literal.push(Number.parseInt(byte, 16));
    else if (point !== undefined) add(String.fromCodePoint(Math.min(Number.parseInt(point, 16), 0x10ffff)));
    else add(SHORT[escaped!] ?? escaped!);
  }
  add(name.slice(last));
  flush();
  return out;
}
