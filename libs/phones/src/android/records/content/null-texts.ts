import type { Values } from './split-rows.js';
import { isFault, type TableQuestions } from './table-questions.js';

/** Rows with several columns in doubt that are looked into one by one. */
const MOST_LOOKED_INTO = 200;

/**
 * Tells texts that read `NULL` and `BLOB` from the values that are printed so. One question for a whole reading says which
 * rows have such a text; everything else printed so is null. A phone that ignores conditions cannot tell: then all are null.
 */
export class NullTexts {
  private readonly named = new Map<string, Promise<ReadonlySet<string>>>();
  private lookedInto = 0;

  constructor(
    private readonly questions: TableQuestions,
    private readonly where: string | undefined,
  ) {}

  /** Replaces what is no text by null. */
  async resolve(rows: ReadonlyMap<string, Values>): Promise<void> {
    for (const [id, values] of rows) {
      for (const word of ['NULL', 'BLOB']) {
        const doubtful = [...values].filter(([, value]) => value === word).map(([column]) => column);
        const texts = doubtful.filter((column) => this.questions.isText(column));
        for (const column of doubtful) if (!texts.includes(column)) values.set(column, null);
        if (texts.length === 0) continue;
        const isText = (await this.rowsWith(word)).has(id);
        for (const column of texts) {
          if (!isText || (texts.length > 1 && !(await this.isText(id, column, word))))
            values.set(column, null);
        }
      }
    }
  }

  private rowsWith(word: string): Promise<ReadonlySet<string>> {
    let rows = this.named.get(word);
    if (rows === undefined) this.named.set(word, (rows = this.ask(word)));
    return rows;
  }

  private async ask(word: string): Promise<ReadonlySet<string>> {
    const { questions, where } = this;
    const texts = questions.columns.filter((column) => questions.isText(column));
    const any = texts.map((column) => `${column}='${word}'`).join(' OR ');
    const ids = await this.ids(where === undefined ? any : `(${where}) AND (${any})`);
    return new Set(ids.length > 0 && (await questions.obeysConditions()) ? ids : []);
  }

  private async isText(id: string, column: string, word: string): Promise<boolean> {
    this.lookedInto += 1;
    if (this.lookedInto > MOST_LOOKED_INTO) return false;
    return (await this.ids(`${this.questions.idName}=${id} AND ${column}='${word}'`)).length > 0;
  }

  private async ids(where: string): Promise<readonly string[]> {
    try {
      return await this.questions.ids(where);
    } catch (error) {
      if (isFault(error)) return [];
      throw error;
    }
  }
}
