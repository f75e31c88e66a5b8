/** The values of one row, by column; `undefined` where the text does not tell them for certain. */
export type Values = Map<string, string | null>;

interface Mark {
  readonly index: number;
  readonly id: string;
  /** Where the row's text begins in the answer (behind the line break before it) and where its first column does. */
  readonly start: number;
  readonly end: number;
}

/**
 * Splits what `content query --projection _id:COLUMNS` printed into rows, given which rows there are.
 *
 * Nothing is escaped in that output, so a text may hold what looks like a row or a column. Every true mark is printed;
 * so one that occurs once is the true one, and where one occurs twice the row is unclear. A row is clear when its own mark
 * and the next row's are the only ones with their numbers, with nothing like a mark between, and each of its columns
 * is named once, in order. `answer` holds one character a byte; the values are UTF-8, invalid sequences become U+FFFD.
 */
export function splitRows(
  answer: string,
  ids: readonly string[],
  columns: readonly string[],
): ReadonlyMap<string, Values> {
  const marks = [...marksIn(answer, columns[0])];
  const byIndex = counted(marks.map((mark) => mark.index));
  const byId = counted(marks.map((mark) => mark.id));
  const clear = (mark: Mark | undefined, index: number): boolean =>
    mark !== undefined &&
    mark.index === index &&
    mark.id === ids[index] &&
    byIndex.get(index) === 1 &&
    byId.get(mark.id) === 1;
  const rows = new Map<string, Values>();
  for (const [at, mark] of marks.entries()) {
    const { index, id } = mark;
    if (!clear(mark, index)) continue;
    const next = marks[at + 1];
    const last = index === ids.length - 1;
    if (last ? next !== undefined : !clear(next, index + 1)) continue;
    const text = answer.slice(mark.end, next?.start ?? answer.length);
    const values = text.endsWith('\n') ? splitColumns(text.slice(0, -1), columns) : undefined;
    if (values !== undefined) rows.set(id, values);
  }
  return rows;
}

/** The text of one single row from its first column on. Clear when each column is named once and in order. */
export function splitColumns(text: string, columns: readonly string[]): Values | undefined {
  const values: Values = new Map();
  let from = 0;
  for (const [at, column] of columns.entries()) {
    const mark = `, ${column}=`;
    const found = text.indexOf(mark);
    if (found !== text.lastIndexOf(mark) || found < from || (at === 0 && found !== 0)) return undefined;
    if (at > 0) values.set(columns[at - 1] ?? '', utf8(text.slice(from, found)));
    from = found + mark.length;
  }
  const last = columns.at(-1);
  if (last !== undefined) values.set(last, utf8(text.slice(from)));
  else if (text !== '') return undefined;
  return values;
}

/** UTF-8 of one character a byte. */
export function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function* marksIn(answer: string, first: string | undefined): Generator<Mark> {
  const behind = first === undefined ? '(?=\\n|$)' : `(?=, ${first}=)`;
  const pattern = new RegExp(`(^|\\n)Row: (\\d{1,10}) _id=(-?\\d{1,19})${behind}`, 'g');
  for (const match of answer.matchAll(pattern)) {
    const start = match.index + (match[1] ?? '').length;
    yield { index: Number(match[2]), id: match[3] ?? '', start, end: match.index + match[0].length };
  }
}

function counted<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
