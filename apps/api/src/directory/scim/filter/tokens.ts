/** One token of a filter. `spaced`: a space stands before it. */
export interface Token {
  readonly kind: 'word' | 'string' | 'number' | '(' | ')' | '[' | ']' | '].';
  readonly text: string;
  readonly spaced: boolean;
}

/** A string is JSON's (RFC 7644, figure 1), a word an attribute's path or an operator. */
const PATTERN =
  /( *)(?:("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w$.:-]))|([A-Za-z$][\w$.:-]*)|(\]\.(?=[A-Za-z$])|[()[\]]))/uy;

/** The tokens of a text; undefined when there is anything else in it. */
export const tokensOf = (text: string): Token[] | undefined => {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  let at = 0;
  while (at < text.length) {
    const found = PATTERN.exec(text);
    if (!found) return undefined;
    at = PATTERN.lastIndex;
    const [, space = '', string, number, word, mark] = found;
    const spaced = space !== '';
    if (string !== undefined) tokens.push({ kind: 'string', text: string, spaced });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, spaced });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, spaced });
    else tokens.push({ kind: mark as '(' | ')' | '[' | ']' | '].', text: mark ?? '', spaced });
  }
  return tokens;
};
