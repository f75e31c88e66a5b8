import { splitRows, utf8, type Values } from './split-rows.js';
import { isFault, type TableQuestions } from './table-questions.js';

/** Rows named in one condition: a few kilobytes of command line. */
const MOST_NAMED = 200;
/** Questions for one row and one column, each about a second on a phone: beyond, rows are left out. */
const MOST_SINGLE_QUESTIONS = 500;

/** How often one reading of a table may still ask for single rows. */
export class Patience {
  private left = MOST_SINGLE_QUESTIONS;

  take(): boolean {
    this.left -= 1;
    return this.left >= 0;
  }
}

/**
 * Asks again for rows that the answer with all columns does not tell for certain: first one text column at a time, where
 * only row marks can be in doubt; then one row and one column at a time, where nothing can. `all` are the ids of the rows
 * of `where`. Rows that stay unclear are not in the result; they are those of a phone that ignores conditions, those that
 * are gone meanwhile, and those beyond our patience.
 */
export async function askUnclear(
  questions: TableQuestions,
  all: readonly string[],
  unclear: readonly string[],
  where: string | undefined,
  patience: Patience,
): Promise<ReadonlyMap<string, Values>> {
  const { columns, idName } = questions;
  const texts = columns.filter((column) => questions.isText(column));
  const numbers = columns.filter((column) => !questions.isText(column));
  const groups = [...(numbers.length > 0 ? [numbers] : []), ...texts.map((column) => [column])];
  const obeys = await questions.obeysConditions();
  const few = obeys && unclear.length <= MOST_NAMED;
  const among = few ? unclear : all;
  const condition = few ? `${idName} IN (${unclear.join(',')})` : where;
  const told = new Map<string, Map<string, string | null>>(unclear.map((id) => [id, new Map()]));
  for (const group of groups) {
    const rows = await orNothing(async () => splitRows(await questions.ask(group, condition), among, group));
    for (const [id, values] of rows ?? []) {
      for (const [column, value] of values) told.get(id)?.set(column, value);
    }
  }
  const clear = new Map<string, Values>();
  for (const [id, values] of told) {
    let whole = true;
    for (const column of columns) {
      if (values.has(column)) continue;
      const value = obeys && patience.take() ? await askSingle(questions, id, column) : undefined;
      if (value === undefined) {
        whole = false;
        break;
      }
      values.set(column, value);
    }
    if (whole) clear.set(id, new Map(columns.map((column) => [column, values.get(column) ?? null])));
  }
  return clear;
}

/** One value of one row: all between its mark and the last line break. Only for a phone that heeds conditions. */
async function askSingle(questions: TableQuestions, id: string, column: string): Promise<string | undefined> {
  const answer = await orNothing(() => questions.ask([column], `${questions.idName}=${id}`));
  const mark = `Row: 0 _id=${id}, ${column}=`;
  if (answer?.startsWith(mark) !== true || !answer.endsWith('\n')) return undefined;
  return utf8(answer.slice(mark.length, -1));
}

async function orNothing<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isFault(error)) return undefined;
    throw error;
  }
}
