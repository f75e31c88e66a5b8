import { SHELL, encodeShellFrame } from '../../../codecs/shell-packet.js';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneStream } from '../../../stream/phone-stream.js';
import type { PhoneTransport } from '../../phone-transport.js';

/** A value of a row; bytes print as `BLOB`. */
export type Cell = string | number | null | Uint8Array;
export type RowOf = Readonly<Record<string, Cell>> & { readonly _id: number };

/** A phone's databases, and how the phone misbehaves. */
export interface Databases {
  readonly tables: Readonly<Record<string, readonly RowOf[] | { readonly fails: string }>>;
  readonly files?: Readonly<Record<string, Uint8Array>>;
  readonly ignoresWhere?: boolean;
  readonly ignoresSort?: boolean;
  /** Other command lines, by their beginning, and what they print. */
  readonly commands?: Readonly<Record<string, string>>;
  readonly v1?: boolean;
  /** Called before each command line; may change `tables` or throw. */
  readonly before?: (line: string, asked: number) => void;
}

/** A transport whose shell has `content`, printing what AOSP's prints; keeps the lines it was asked. */
export function contentDouble(databases: Databases): PhoneTransport & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    features: new Set(databases.v1 === true ? [] : ['shell_v2']),
    open: (service) => {
      const line = Buffer.from(service)
        .toString('utf8')
        .replace(/^(shell,v2,raw|shell|exec):/, '');
      lines.push(line);
      databases.before?.(line, lines.length);
      const quiet = line.endsWith(' 2>/dev/null');
      const { out, err, code } = answered(databases, wordsOf(line.replace(' 2>/dev/null', '')), line);
      if (databases.v1 === true) return Promise.resolve(streamOf([quiet ? out : Buffer.concat([out, err])]));
      return Promise.resolve(
        streamOf([
          ...inPieces(out).map((piece) => encodeShellFrame(SHELL.STDOUT, piece)),
          encodeShellFrame(SHELL.STDERR, err),
          encodeShellFrame(SHELL.EXIT, Buffer.from([code])),
        ]),
      );
    },
    close: () => Promise.resolve(),
  };
}

/** The cable is pulled at this point. */
export function pulled(): never {
  throw new SourceError('unplugged', 'The phone was disconnected.');
}

interface Answer {
  readonly out: Buffer;
  readonly err: Buffer;
  readonly code: number;
}

const NOTHING = Buffer.alloc(0);

function answered(databases: Databases, words: readonly string[], line: string): Answer {
  const other = Object.entries(databases.commands ?? {}).find(([start]) => line.startsWith(start));
  if (other !== undefined) return { out: Buffer.from(other[1]), err: NOTHING, code: 0 };
  if (words[0] !== 'content') {
    return {
      out: NOTHING,
      err: Buffer.from(`/system/bin/sh: ${words[0] ?? ''}: inaccessible or not found\n`),
      code: 127,
    };
  }
  const option = (name: string): string | undefined => words[words.indexOf(name, 2) + 1 || words.length];
  const uri = option('--uri') ?? '';
  const authority = /^content:\/\/([^/]*)/.exec(uri)?.[1] ?? '';
  const failed = (exception: string): Answer => ({
    out: NOTHING,
    err: Buffer.from(`Error while accessing provider:${authority}\n${exception}\n\tat android.os.Parcel\n`),
    code: 0,
  });
  if (words[1] === 'read') {
    const bytes = databases.files?.[uri];
    if (bytes === undefined)
      return failed(`java.io.FileNotFoundException: No files supported by provider at ${uri}`);
    return { out: Buffer.from(bytes), err: NOTHING, code: 0 };
  }
  const table = databases.tables[uri];
  if (table === undefined)
    return failed(`java.lang.IllegalStateException: Could not find provider: ${authority}`);
  if ('fails' in table) return failed(table.fails);
  const projection = (option('--projection') ?? '').split(':');
  const known = new Set(table.slice(0, 100).flatMap((row) => Object.keys(row)));
  const odd = table.length === 0 ? undefined : projection.find((column) => !known.has(column));
  if (odd !== undefined) return failed(`java.lang.IllegalArgumentException: Invalid column ${odd}`);
  const where = databases.ignoresWhere === true ? undefined : option('--where');
  const tokens = where === undefined ? undefined : tokensOf(where);
  const rows = table.filter((row) => tokens === undefined || holds(tokens, row));
  if (databases.ignoresSort !== true) rows.sort((left, right) => left._id - right._id);
  if (rows.length === 0) return { out: Buffer.from('No result found.\n'), err: NOTHING, code: 0 };
  const printed = rows.map(
    (row, at) => `Row: ${at} ${projection.map((column) => `${column}=${print(row[column])}`).join(', ')}\n`,
  );
  return { out: Buffer.from(printed.join('')), err: NOTHING, code: 0 };
}

function print(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return 'NULL';
  return cell instanceof Uint8Array ? 'BLOB' : String(cell);
}

function tokensOf(where: string): readonly string[] {
  return where.match(/'(?:[^']|'')*'|[\w.]+|-?\d+|>=|<=|[=(),<>]|-/g) ?? [];
}

/** The conditions that we ask: comparisons joined by AND and OR, `IN`, one level of brackets at a time. */
function holds(tokens: readonly string[], row: RowOf): boolean {
  let at = 0;
  const value = (): string => {
    const token = tokens[at++] ?? '';
    return token === '-' ? `-${tokens[at++] ?? ''}` : token;
  };
  const comparison = (): boolean => {
    if (tokens[at] === '(') {
      at += 1;
      const inner = either();
      at += 1;
      return inner;
    }
    const cell = row[(tokens[at++] ?? '').replace(/^.*\./, '')];
    const operator = tokens[at++];
    if (operator === 'IN') {
      const among: string[] = [];
      for (at += 1; tokens[at] !== ')';) {
        if (tokens[at] === ',') at += 1;
        else among.push(value());
      }
      at += 1;
      return among.includes(String(cell));
    }
    const literal = value();
    if (literal.startsWith("'")) return cell === literal.slice(1, -1);
    const number = Number(literal);
    if (operator === '=') return cell === number;
    return operator === '>=' ? Number(cell) >= number : Number(cell) <= number;
  };
  const both = (): boolean => {
    let result = comparison();
    while (tokens[at] === 'AND') {
      at += 1;
      const right = comparison();
      result = result && right;
    }
    return result;
  };
  const either = (): boolean => {
    let result = both();
    while (tokens[at] === 'OR') {
      at += 1;
      const right = both();
      result = result || right;
    }
    return result;
  };
  return either();
}

function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)].map(([word]) =>
    word.replace(/'([^']*)'|\\(.)/g, (_, quoted?: string, escaped?: string) => quoted ?? escaped ?? ''),
  );
}

function inPieces(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 65_521) pieces.push(bytes.subarray(at, at + 65_521));
  return pieces;
}

function streamOf(pieces: readonly Uint8Array[]): PhoneStream {
  const waiting = pieces.filter((piece) => piece.length > 0);
  return {
    next: () => Promise.resolve(waiting.shift()),
    write: () => Promise.resolve(),
    close: () => undefined,
  };
}
