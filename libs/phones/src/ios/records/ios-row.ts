import type { Row } from '../../records/row.js';

/** A row in Android's columns; what is `undefined` is missing. */
export function iosRow(
  id: bigint,
  values: Readonly<Record<string, string | number | bigint | undefined>>,
): Row & { readonly values: ReadonlyMap<string, string> } {
  const filled = Object.entries(values).filter(
    (entry): entry is [string, string | number | bigint] => entry[1] !== undefined,
  );
  return { id: String(id), values: new Map(filled.map(([column, value]) => [column, String(value)])) };
}

/** A row of which something could not be read. */
export function unreadRow(id: bigint): Row {
  return { id: String(id), values: undefined };
}
