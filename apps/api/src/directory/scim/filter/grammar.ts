import type { Token } from './tokens.js';

const COMPARES = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'lt', 'ge', 'le']);
const RESERVED = new Set([...COMPARES, 'and', 'or', 'not', 'pr', 'true', 'false', 'null']);
const MOST_COMPARISONS = 50;
const DEEPEST = 10;

/**
 * Whether tokens are a filter by the grammar of RFC 7644 (section 3.4.2.2), within our bounds. It answers how many
 * comparisons there are, for whoever builds the tree to be held to; undefined: not a filter. One look ahead, no backing up.
 */
export const comparisonsIn = (tokens: readonly Token[]): number | undefined => {
  let at = 0;
  let comparisons = 0;
  const next = (): Token | undefined => tokens[at];
  const isWord = (token: Token | undefined, word: string): boolean =>
    token?.kind === 'word' && token.text.toLowerCase() === word;
  const take = (kind: Token['kind']): boolean => next()?.kind === kind && at++ >= 0;

  const value = (): boolean => {
    const token = next();
    const literal = token?.kind === 'word' && ['true', 'false', 'null'].includes(token.text);
    if (!token?.spaced || (token.kind !== 'string' && token.kind !== 'number' && !literal)) return false;
    at += 1;
    return true;
  };
  const operation = (): boolean => {
    const token = next();
    if (token?.kind !== 'word' || !token.spaced) return false;
    comparisons += 1;
    at += 1;
    const operator = token.text.toLowerCase();
    return operator === 'pr' || (COMPARES.has(operator) && value());
  };
  const attribute = (): boolean => {
    const token = next();
    return token?.kind === 'word' && !RESERVED.has(token.text.toLowerCase()) && at++ >= 0;
  };
  const group = (depth: number): boolean => take('(') && filter(depth + 1, true) && take(')');
  const factor = (depth: number, brackets: boolean): boolean => {
    if (next()?.kind === '(') return group(depth);
    if (isWord(next(), 'not')) {
      at += 1;
      return group(depth);
    }
    if (!attribute()) return false;
    if (next()?.kind !== '[') return operation();
    if (!brackets || next()?.spaced) return false;
    at += 1;
    if (!filter(depth + 1, false)) return false;
    // `emails[type eq "work"].value eq "…"`: not in the grammar, but what providers send.
    if (take('].')) return attribute() && operation();
    return take(']');
  };
  const joined = (word: 'and' | 'or', part: () => boolean): boolean => {
    if (!part()) return false;
    while (isWord(next(), word)) {
      if (!next()?.spaced) return false;
      at += 1;
      if (!next()?.spaced || !part()) return false;
    }
    return true;
  };
  function filter(depth: number, brackets: boolean): boolean {
    if (depth > DEEPEST) return false;
    return joined('or', () => joined('and', () => factor(depth, brackets)));
  }

  return filter(0, true) && at === tokens.length && comparisons <= MOST_COMPARISONS ? comparisons : undefined;
};
