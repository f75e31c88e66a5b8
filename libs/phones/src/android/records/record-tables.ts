import type { ContentShell } from './content/content-shell.js';
import { readTable } from './content/read-table.js';
import type { Table } from './content/table.js';
import type { ChildTable, Family, RecordRows } from '../../records/record-rows.js';
import type { Row } from '../../records/row.js';
import { TableQuestions } from './content/table-questions.js';
import type { RecordKind } from './record-kind.js';
import { withChildren } from './with-children.js';

/** What a survey learnt of one table. */
export interface LearntTable {
  readonly rows: number;
  readonly unread: number;
  /** The columns that the phone knows. */
  readonly columns: readonly string[];
  /** The rows themselves where they are few. */
  readonly kept: readonly Row[] | undefined;
}

/** The tables of one category on one phone, for those who make files of them. */
export class RecordTables implements RecordRows {
  /** `learnt` holds no entry for a table that this phone does not have. */
  constructor(
    readonly shell: ContentShell,
    readonly kind: RecordKind,
    private readonly learnt: ReadonlyMap<string, LearntTable>,
    readonly signal?: AbortSignal,
  ) {}

  /** How many rows of the named tables the survey saw. */
  count(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.learnt.get(name)?.rows ?? 0), 0);
  }

  /** How many rows of the named tables the survey read for certain. */
  countRead(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum - (this.learnt.get(name)?.unread ?? 0), this.count(...names));
  }

  table(name: string): Table {
    const use = this.kind.tables[name];
    if (use === undefined) throw new Error(`no table ${name}`);
    return use.table;
  }

  /** The rows of a table, lowest id first; none where the phone has no such table. */
  async *rows(name: string): AsyncGenerator<Row> {
    yield* this.learnt.get(name)?.kept ?? this.asked(name);
  }

  families(parents: string, children: readonly ChildTable[]): AsyncGenerator<Family> {
    return withChildren(this, parents, children);
  }

  /** The rows whose `key` is a number from `first` to `last`. */
  async *rowsBetween(name: string, key: string, first: string, last: string): AsyncGenerator<Row> {
    const [low, high] = [BigInt(first), BigInt(last)];
    const rows = this.learnt.get(name)?.kept ?? this.asked(name, `${key}>=${first} AND ${key}<=${last}`);
    for await (const row of rows) {
      const value = row.values?.get(key) ?? '';
      if (!/^-?\d{1,19}$/.test(value)) continue;
      if (BigInt(value) >= low && BigInt(value) <= high) yield row;
    }
  }

  private async *asked(name: string, where?: string): AsyncGenerator<Row> {
    const learnt = this.learnt.get(name);
    if (learnt === undefined) return;
    const questions = new TableQuestions(this.shell, this.table(name), this.signal);
    questions.columns = learnt.columns;
    yield* readTable(questions, where);
  }
}
