import { DomainError } from '../problems/domain-error.js';

/** An opaque cursor over the sort key of the last row of a page: base64url of a JSON list of strings. */
export const encodeCursor = (key: readonly string[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The sort key in a cursor that a client sent back; undefined where there is none.
 * @throws DomainError `request-invalid` for anything that `encodeCursor` did not make with `parts` values
 */
export function decodeCursor(cursor: string | undefined, parts: number): string[] | undefined {
  if (cursor === undefined) return undefined;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    key = undefined;
  }
  if (!Array.isArray(key) || key.length !== parts || key.some((value) => typeof value !== 'string')) {
    throw new DomainError('request-invalid', 'The cursor is not one of this list. Begin again without one.');
  }
  return key as string[];
}

/** A cursor whose parts are a moment and a row id, as most lists sort. */
export function decodeMomentCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  const key = decodeCursor(cursor, 2);
  if (!key) return undefined;
  const at = new Date(key[0] ?? '');
  const id = key[1] ?? '';
  if (Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new DomainError('request-invalid', 'The cursor is not one of this list. Begin again without one.');
  }
  return { at, id };
}

/** One page out of `limit + 1` rows: the last one only tells that there is another page. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  total: number,
  item: (row: Row) => Item,
  key: (row: Row) => string[],
): { items: Item[]; nextCursor: string | null; total: number } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: shown.map(item), nextCursor: more ? encodeCursor(key(last)) : null, total };
}
