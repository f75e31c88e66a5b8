import type { ChildTable, Family } from '../../records/record-rows.js';
import type { Row } from '../../records/row.js';
import type { RecordTables } from './record-tables.js';

/** Parents whose children are held at once. */
const BATCH = 1_000;

/**
 * The rows of a table with those of other tables that refer to them by `key`, in batches: memory is bounded by the
 * children of one batch, whatever the size of the tables.
 */
export async function* withChildren(
  tables: RecordTables,
  parents: string,
  children: readonly ChildTable[],
): AsyncGenerator<Family> {
  let batch: Row[] = [];
  for await (const row of tables.rows(parents)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield* familiesOf(tables, batch, children);
    batch = [];
  }
  yield* familiesOf(tables, batch, children);
}

async function* familiesOf(
  tables: RecordTables,
  batch: readonly Row[],
  children: readonly ChildTable[],
): AsyncGenerator<Family> {
  const [first, last] = [batch[0]?.id, batch.at(-1)?.id];
  if (first === undefined || last === undefined) return;
  const byParent: Map<string, Row[]>[] = [];
  for (const { table, key } of children) {
    const grouped = new Map<string, Row[]>();
    for await (const row of tables.rowsBetween(table, key, first, last)) {
      const parent = row.values?.get(key) ?? '';
      const siblings = grouped.get(parent);
      if (siblings === undefined) grouped.set(parent, [row]);
      else siblings.push(row);
    }
    byParent.push(grouped);
  }
  for (const row of batch) yield { row, children: byParent.map((grouped) => grouped.get(row.id) ?? []) };
}
