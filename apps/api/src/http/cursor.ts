import type { z } from 'zod';
import { DomainError } from '../problems/domain-error.js';

/**
 * The place after which a list goes on, opaque to callers but not secret: it may hold names and ids, never a moment. A
 * list in the order of time names the row, whose moment its query looks up. Row-level security still rules.
 */
export const encodeCursor = (position: unknown): string =>
  Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');

/** Reads a cursor of this list; one that was made up, or is of another list, is `request-invalid`. */
export const decodeCursor = <T extends z.ZodType>(
  cursor: string | undefined,
  schema: T,
): z.output<T> | undefined => {
  if (cursor === undefined) return undefined;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new DomainError(
      'request-invalid',
      'This page no longer leads anywhere. Start from the first page.',
      {
        issues: [{ path: 'cursor', message: 'is not a cursor of this list' }],
      },
    );
  }
};

/** Cuts the one row too many that tells whether there is a next page. */
export const pageFrom = <R, T>(
  rows: readonly R[],
  limit: number,
  total: number,
  position: (row: R) => unknown,
  item: (row: R) => T,
): { items: T[]; nextCursor: string | null; total: number } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(position(last)) : null;
  return { items: shown.map(item), nextCursor, total };
};
