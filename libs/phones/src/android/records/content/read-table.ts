import { NullTexts } from './null-texts.js';
import { TooMuch, unreadable } from './provider-fault.js';
import { ascending } from './row-ids.js';
import { splitRows, type Values } from './split-rows.js';
import type { Row } from '../../../records/row.js';
import type { TableQuestions } from './table-questions.js';
import { askUnclear, Patience } from './unclear-rows.js';

/** Rows asked for at once. */
const RANGE = 5_000;
/** A table that changes while it is read is asked again this often. */
const ATTEMPTS = 3;

/**
 * Reads the rows of a table (of a condition), lowest id first. Ids first, which cannot be misread; then all columns, which
 * can, and where they can they are asked for again. Three questions for an ordinary table. Memory: the ids, and the rows of
 * one range. Throws `SourceError`; `permission-denied`, `unsupported` and `unreadable` concern this table.
 */
export async function* readTable(questions: TableQuestions, where?: string): AsyncGenerator<Row> {
  const ids = await questions.ids(where);
  const nulls = new NullTexts(questions, where);
  const patience = new Patience();
  for (const range of await rangesOf(questions, ids, where)) {
    for await (const { ids: told, clear } of readRange(questions, range, patience)) {
      await nulls.resolve(clear);
      for (const id of [...told].sort(ascending)) yield { id, values: clear.get(id) };
    }
  }
}

interface Range {
  readonly ids: readonly string[];
  readonly where: string | undefined;
  /** The condition without the range's own bounds. */
  readonly within: string | undefined;
}

interface Batch {
  readonly ids: readonly string[];
  readonly clear: Map<string, Values>;
}

async function rangesOf(
  questions: TableQuestions,
  ids: readonly string[],
  where: string | undefined,
): Promise<readonly Range[]> {
  if (ids.length === 0) return [];
  if (ids.length <= RANGE || !(await questions.obeysConditions())) return [{ ids, where, within: where }];
  return slices(questions, ids, where, RANGE);
}

function slices(
  questions: TableQuestions,
  ids: readonly string[],
  within: string | undefined,
  length: number,
): readonly Range[] {
  const sorted = [...ids].sort(ascending);
  const ranges: Range[] = [];
  for (let from = 0; from < sorted.length; from += length) {
    const part = sorted.slice(from, from + length);
    const bounds = `${questions.idName}>=${part[0] ?? ''} AND ${questions.idName}<=${part.at(-1) ?? ''}`;
    ranges.push({ ids: part, where: within === undefined ? bounds : `(${within}) AND ${bounds}`, within });
  }
  return ranges;
}

/** The rows of a range in one batch, or in several where one answer would be too long. */
async function* readRange(
  questions: TableQuestions,
  range: Range,
  patience: Patience,
): AsyncGenerator<Batch> {
  let { ids } = range;
  for (let attempt = 1; ids.length > 0; attempt += 1) {
    let answer: string;
    try {
      answer = await questions.askAll(range.where);
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
      return yield* halves(questions, { ...range, ids }, patience);
    }
    const clear = new Map(splitRows(answer, ids, questions.columns));
    const unclear = ids.filter((id) => !clear.has(id));
    if (unclear.length > 0) {
      const now = await questions.ids(range.where);
      if (attempt < ATTEMPTS && now.join() !== ids.join()) {
        ids = now;
        continue;
      }
      const asked = await askUnclear(questions, ids, unclear, range.where, patience);
      for (const [id, values] of asked) clear.set(id, values);
    }
    return yield { ids, clear };
  }
}

/** A range whose answer is too long, in parts; a single row that is too long by itself is left out. */
async function* halves(questions: TableQuestions, range: Range, patience: Patience): AsyncGenerator<Batch> {
  if (range.ids.length === 1) return yield { ids: range.ids, clear: new Map() };
  if (!(await questions.obeysConditions())) throw unreadable();
  for (const half of slices(questions, range.ids, range.within, Math.ceil(range.ids.length / 2))) {
    yield* readRange(questions, half, patience);
  }
}
