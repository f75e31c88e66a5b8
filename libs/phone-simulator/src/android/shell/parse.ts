/** One command of a line: its words, what joins it to the one before, and where its output goes. */
export interface Statement {
  readonly words: readonly string[];
  readonly after: ';' | '&&' | '||';
  readonly silentOut: boolean;
  readonly silentErr: boolean;
  readonly errToOut: boolean;
}

/** The line is not one that this small shell understands. */
export class ShellSyntax extends Error {
  override readonly name = 'ShellSyntax';
}

/**
 * Splits a line into commands: words with quotes and backslashes, `;`, newline, `&&`, `||`, and redirections to
 * /dev/null. Anything else a shell knows (pipes, variables but `$?`, substitution) is refused, not guessed.
 */
export function parseLine(line: string): Statement[] {
  const statements: Statement[] = [];
  let after: Statement['after'] = ';';
  let words: string[] = [];
  const finish = (next: Statement['after']): void => {
    if (words.length > 0) statements.push(statementOf(words, after));
    words = [];
    after = next;
  };
  for (const token of tokens(line)) {
    if (token.operator === undefined) words.push(token.word);
    else finish(token.operator);
  }
  finish(';');
  return statements;
}

interface Token {
  readonly word: string;
  readonly operator?: Statement['after'];
}

function* tokens(line: string): Generator<Token> {
  const pattern =
    /[ \t]+|(&&|\|\||[;\n])|((?:'[^']*'|"(?:[^"\\]|\\.)*"|\\.|[^\s'"\\;&|]|(?<=2>)&(?=1))+)|(.)/gsy;
  for (const [, operator, word, odd] of line.matchAll(pattern)) {
    if (odd !== undefined) throw new ShellSyntax(`syntax error: unexpected '${odd}'`);
    if (operator !== undefined)
      yield { word: '', operator: operator === '\n' ? ';' : (operator as Statement['after']) };
    if (word !== undefined) yield { word: unquoted(word) };
  }
}

function unquoted(word: string): string {
  return word.replace(
    /'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)/gs,
    (_, single?: string, double?: string, escaped?: string) => {
      return single ?? escaped ?? (double ?? '').replace(/\\(["\\$`])/g, '$1');
    },
  );
}

function statementOf(words: string[], after: Statement['after']): Statement {
  const plain: string[] = [];
  let silentOut = false;
  let silentErr = false;
  let errToOut = false;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const match = /^(1|2|&)?>{1,2}(.*)$/s.exec(word);
    if (match === null) {
      plain.push(word);
      continue;
    }
    const target = match[2] === '' ? (words[(at += 1)] ?? '') : match[2];
    if (match[1] === '2' && target === '&1') errToOut = true;
    else if (target !== '/dev/null')
      throw new ShellSyntax(`can't create ${target ?? ''}: Read-only file system`);
    else if (match[1] === '2') silentErr = true;
    else silentOut = true;
  }
  return { words: plain, after, silentOut, silentErr, errToOut };
}
