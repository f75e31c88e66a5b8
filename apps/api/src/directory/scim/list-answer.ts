import type { ListQuery } from './list-query.js';
import type { Resource } from './projection.js';
import { LIST_RESPONSE } from './urns.js';

/** RFC 7644, section 3.4.2. */
export interface ListAnswer {
  readonly schemas: readonly string[];
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly Resource[];
}

export const listAnswer = (
  startIndex: number,
  total: number,
  resources: readonly Resource[],
): ListAnswer => ({
  schemas: [LIST_RESPONSE],
  totalResults: total,
  startIndex,
  itemsPerPage: resources.length,
  Resources: resources,
});

/** How many match, where the page says it itself: its last row is the last of all. Undefined: they have to be counted. */
export const totalOf = (
  { startIndex, count }: Pick<ListQuery, 'startIndex' | 'count'>,
  rows: number,
): number | undefined => {
  if (rows === count) return undefined;
  return rows > 0 || startIndex === 1 ? startIndex - 1 + rows : undefined;
};
