import type { RecordRows } from '../record-rows.js';
import type { Row } from '../row.js';

/** One fact about a person: the values of a row of `data`. */
export type Detail = (column: string) => string;

/** A person and what the phone knows of them. */
export interface Person {
  readonly id: string;
  /** A value of the person's own row, empty for none. */
  readonly own: Detail;
  readonly details: readonly Detail[];
  readonly groups: readonly string[];
}

const GROUP = /\/group_membership$/;

/** Everybody whose row could be read, lowest id first. */
export async function* people(tables: RecordRows): AsyncGenerator<Person> {
  const titles = new Map<string, string>();
  for await (const { id, values } of tables.rows('groups')) titles.set(id, values?.get('title') ?? '');
  for await (const { row, children } of tables.families('people', [
    { table: 'details', key: 'contact_id' },
  ])) {
    if (row.values === undefined) continue;
    const details = (children[0] ?? []).filter((child) => child.values !== undefined).map(detailOf);
    const groups = details
      .filter((detail) => GROUP.test(detail('mimetype')))
      .map((detail) => titles.get(detail('data1')) ?? '')
      .filter((title) => title !== '');
    yield { id: row.id, own: detailOf(row), details, groups: [...new Set(groups)] };
  }
}

function detailOf(row: Row): Detail {
  return (column) => row.values?.get(column) ?? '';
}
