import type { ChildTable, Family, RecordRows } from '../../records/record-rows.js';
import type { RecordTable, Row } from '../../records/row.js';
import { MOST_OWNED } from './database/owned.js';
import type { Tally } from './tally.js';

/** A table of records made of a phone's database. */
export interface IosTable {
  readonly table: RecordTable;
  /** Ordered by `_id`, or by their parents' where they have one. */
  rows(): Iterable<Row>;
}

/** The tables of one category. */
export class IosTables implements RecordRows {
  constructor(
    private readonly tables: Readonly<Record<string, IosTable>>,
    private readonly tally: Tally,
  ) {}

  table(name: string): RecordTable {
    return this.of(name).table;
  }

  async *rows(name: string): AsyncGenerator<Row> {
    yield* this.of(name).rows();
  }

  async *families(parents: string, children: readonly ChildTable[]): AsyncGenerator<Family> {
    const walks = children.map(({ table, key }) => new Walk(this.of(table).rows(), key));
    try {
      for (const row of this.of(parents).rows()) {
        yield { row, children: walks.map((walk) => walk.of(BigInt(row.id), this.tally)) };
      }
    } finally {
      for (const walk of walks) walk.close();
    }
  }

  countRead(): number {
    return this.tally.read;
  }

  private of(name: string): IosTable {
    const table = this.tables[name];
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  }
}

/** Children in the order of their parents. */
class Walk {
  private readonly rows: Iterator<Row>;
  private next: IteratorResult<Row>;

  constructor(
    rows: Iterable<Row>,
    private readonly key: string,
  ) {
    this.rows = rows[Symbol.iterator]();
    this.next = this.rows.next();
  }

  of(parent: bigint, tally: Tally): readonly Row[] {
    const found: Row[] = [];
    while (this.next.done !== true) {
      const owner = BigInt(this.next.value.values?.get(this.key) ?? 0);
      if (owner > parent) break;
      if (owner === parent && found.length < MOST_OWNED) found.push(this.next.value);
      else if (owner === parent) tally.lose('over-size-limit');
      this.next = this.rows.next();
    }
    return found;
  }

  close(): void {
    this.rows.return?.();
  }
}
