import type { CauseClass } from '@holdfast/contracts';
import type { ContentShell } from './content/content-shell.js';
import { concernsOne } from './content/provider-fault.js';
import { readTable } from './content/read-table.js';
import type { Row, Table } from './content/table.js';
import { TableQuestions } from './content/table-questions.js';
import { Fingerprint } from './fingerprint.js';
import type { RecordKind } from './record-kind.js';

/** Rows kept between a scan and the reading of its files, for all categories together. */
export class KeptRoom {
  constructor(private left: number = 16 * 1024 * 1024) {}

  take(bytes: number): boolean {
    if (bytes > this.left) return false;
    this.left -= bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.left += bytes;
  }
}

/** What a survey of a category's tables found. */
export interface Surveyed {
  readonly fingerprint: string;
  readonly seconds: number;
}

/**
 * The tables of one category on one phone. A survey reads each once; small tables are kept, so that the files made of them
 * cost no further question, large ones are asked again each time.
 */
export class RecordTables {
  private readonly questions = new Map<string, TableQuestions>();
  private readonly kept = new Map<string, readonly Row[]>();
  private readonly missing = new Set<string>();
  private readonly counts = new Map<string, number>();
  private readonly unread = new Map<string, number>();

  constructor(
    readonly shell: ContentShell,
    readonly kind: RecordKind,
    private readonly room: KeptRoom,
    readonly signal?: AbortSignal,
  ) {}

  /** How many rows of the named tables the survey saw. */
  count(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.counts.get(name) ?? 0), 0);
  }

  /** How many rows of the named tables the survey read for certain. */
  countRead(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum - (this.unread.get(name) ?? 0), this.count(...names));
  }

  /** How many rows the survey could not read for certain. */
  get unreadRows(): number {
    return [...this.unread.values()].reduce((sum, count) => sum + count, 0);
  }

  table(name: string): Table {
    const use = this.kind.tables[name];
    if (use === undefined) throw new Error(`no table ${name}`);
    return use.table;
  }

  /** Reads every table once. `leave` is told of tables that the phone refuses but that records can do without. */
  async survey(leave: (cause: CauseClass) => void): Promise<Surveyed> {
    const print = new Fingerprint();
    let seconds = 0;
    for (const [name, use] of Object.entries(this.kind.tables)) {
      try {
        for await (const row of this.surveyed(name)) {
          print.add(name, row.id, row.values === undefined ? null : [...row.values]);
          if (use.records) seconds = Math.max(seconds, this.kind.secondsOf(name, row));
        }
      } catch (error) {
        if (use.needed || !concernsOne(error)) throw error;
        this.missing.add(name);
        if (error.causeClass !== 'unsupported') leave(error.causeClass);
      }
    }
    return { fingerprint: print.hex(), seconds };
  }

  /** The rows of a table, lowest id first; none where the phone has no such table. */
  async *rows(name: string): AsyncGenerator<Row> {
    const kept = this.kept.get(name);
    if (kept !== undefined) yield* kept;
    else if (!this.missing.has(name)) yield* readTable(this.questionsOf(name));
  }

  /** The rows whose `key` is a number from `first` to `last`. */
  async *rowsBetween(name: string, key: string, first: string, last: string): AsyncGenerator<Row> {
    const [low, high] = [BigInt(first), BigInt(last)];
    const kept = this.kept.get(name);
    const rows =
      kept ??
      (this.missing.has(name)
        ? []
        : readTable(this.questionsOf(name), `${key}>=${first} AND ${key}<=${last}`));
    for await (const row of rows) {
      const value = row.values?.get(key) ?? '';
      if (!/^-?\d{1,19}$/.test(value)) continue;
      if (BigInt(value) >= low && BigInt(value) <= high) yield row;
    }
  }

  private async *surveyed(name: string): AsyncGenerator<Row> {
    let rows: Row[] | undefined = [];
    let size = 0;
    let count = 0;
    let unread = 0;
    for await (const row of readTable(this.questionsOf(name))) {
      count += 1;
      if (row.values === undefined) unread += 1;
      const bytes = sizeOf(row);
      if (rows !== undefined && this.room.take(bytes)) {
        rows.push(row);
        size += bytes;
      } else if (rows !== undefined) {
        this.room.giveBack(size);
        rows = undefined;
      }
      yield row;
    }
    this.counts.set(name, count);
    this.unread.set(name, unread);
    if (rows !== undefined) this.kept.set(name, rows);
  }

  private questionsOf(name: string): TableQuestions {
    let questions = this.questions.get(name);
    if (questions === undefined) {
      questions = new TableQuestions(this.shell, this.table(name), this.signal);
      this.questions.set(name, questions);
    }
    return questions;
  }
}

/** About what a row takes in memory. */
function sizeOf(row: Row): number {
  let size = 200;
  for (const value of row.values?.values() ?? []) size += 40 + 2 * (value?.length ?? 0);
  return size;
}
