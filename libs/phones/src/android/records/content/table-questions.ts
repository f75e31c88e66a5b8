import type { ContentShell } from './content-shell.js';
import { TooMuch, UnknownColumn, unreadable } from './provider-fault.js';
import { idsIn } from './row-ids.js';
import type { Table } from './table.js';

/** An id that no table has. */
const NOBODY = '-77';

/** One table of one phone and what was learnt about how the phone answers. */
export class TableQuestions {
  /** The columns that this phone knows, as far as it has said. */
  columns: readonly string[];
  private obeys: Promise<boolean> | undefined;

  constructor(
    private readonly shell: ContentShell,
    readonly table: Table,
    private readonly signal?: AbortSignal,
  ) {
    this.columns = Object.keys(table.columns);
  }

  /** How `_id` is called in a condition. */
  get idName(): string {
    return this.table.idInConditions ?? '_id';
  }

  isText(column: string): boolean {
    return this.table.columns[column] === 'text';
  }

  /** What the phone prints for the rows of a condition, `_id` first. Throws as `ContentShell.query`. */
  ask(columns: readonly string[], where?: string): Promise<string> {
    return this.shell.query({ uri: this.table.uri, projection: ['_id', ...columns], where }, this.signal);
  }

  /** As `ask` with all columns; those that the phone turns out not to know are left out from then on. */
  async askAll(where?: string): Promise<string> {
    for (;;) {
      try {
        return await this.ask(this.columns, where);
      } catch (error) {
        if (!(error instanceof UnknownColumn)) throw error;
        const known = this.columns.filter((column) => column !== error.column);
        if (known.length === this.columns.length) throw unreadable();
        this.columns = known;
      }
    }
  }

  /** The ids of the rows of a condition, in the phone's order. */
  async ids(where?: string): Promise<readonly string[]> {
    try {
      return idsIn(await this.ask([], where));
    } catch (error) {
      throw error instanceof TooMuch || error instanceof UnknownColumn ? unreadable() : error;
    }
  }

  /** Whether the phone heeds conditions for this table: asked once, when something depends on it. */
  obeysConditions(): Promise<boolean> {
    this.obeys ??= this.ids(`${this.idName}=${NOBODY}`).then(
      (ids) => ids.length === 0,
      (error: unknown) => {
        if (isFault(error)) return false;
        throw error;
      },
    );
    return this.obeys;
  }
}

/** Whether an answer was no answer although the phone is still there. */
export function isFault(error: unknown): boolean {
  if (error instanceof TooMuch || error instanceof UnknownColumn) return true;
  const cause = (error as { causeClass?: string }).causeClass;
  return (
    cause === 'unreadable' || cause === 'permission-denied' || cause === 'unsupported' || cause === 'vanished'
  );
}
