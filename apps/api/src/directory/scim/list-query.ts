import { type Attribute, attributeAt, type AttributeTable } from './filter/attributes.js';
import { type FilterNode, readFilter } from './filter/read-filter.js';
import { type Projection, readProjection } from './projection.js';
import { badRequest } from './scim-refusal.js';

/** What a list is asked for (RFC 7644, section 3.4.2). */
export interface ListQuery {
  readonly filter: FilterNode | undefined;
  readonly sort: { readonly by: Attribute; readonly descending: boolean } | undefined;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
  readonly projection: Projection;
}

const MOST = 200;
const USUAL = 100;
const KNOWN = [
  'filter',
  'sortBy',
  'sortOrder',
  'startIndex',
  'count',
  'attributes',
  'excludedAttributes',
] as const;
type Name = (typeof KNOWN)[number];
const INTEGER = /^-?\d{1,9}$/;

/**
 * The parameters by name, whatever the case: a `Filter` that nobody reads would list everybody. Others are not ours to
 * refuse, since providers hang flags of their own on the address. @throws DomainError for one that comes twice
 */
export const parametersOf = (query: unknown): ReadonlyMap<Name, string> => {
  const found = new Map<Name, string>();
  for (const [key, value] of Object.entries((query ?? {}) as Record<string, unknown>)) {
    const name = KNOWN.find((known) => known.toLowerCase() === key.trim().toLowerCase());
    if (name === undefined) continue;
    if (typeof value !== 'string' || found.has(name))
      throw badRequest(
        name === 'filter' ? 'invalidFilter' : 'invalidValue',
        `The parameter “${name}” comes more than once. Nothing was listed.`,
      );
    found.set(name, value);
  }
  return found;
};

/** @throws DomainError `request-invalid` for what is not understood: nothing is left out of a question */
export const readListQuery = (query: unknown, attributes: AttributeTable): ListQuery => {
  const asked = parametersOf(query);
  const filter = asked.get('filter');
  return {
    filter: filter === undefined ? undefined : readFilter(filter, attributes),
    sort: readSort(asked, attributes),
    startIndex: Math.max(1, readInteger('startIndex', asked.get('startIndex'), 1)),
    count: Math.min(MOST, Math.max(0, readInteger('count', asked.get('count'), USUAL))),
    projection: readProjection(asked),
  };
};

const readInteger = (name: Name, text: string | undefined, usual: number): number => {
  if (text === undefined) return usual;
  if (!INTEGER.test(text))
    throw badRequest('invalidValue', `“${name}” is a whole number. Nothing was listed.`);
  return Number(text);
};

const readSort = (asked: ReadonlyMap<Name, string>, attributes: AttributeTable): ListQuery['sort'] => {
  const order = asked.get('sortOrder')?.toLowerCase() ?? 'ascending';
  if (order !== 'ascending' && order !== 'descending')
    throw badRequest('invalidValue', '“sortOrder” is ascending or descending. Nothing was listed.');
  const path = asked.get('sortBy');
  if (path === undefined) return undefined;
  const by = attributeAt(attributes, path);
  if (!by?.sortable)
    throw badRequest('invalidPath', '“sortBy” names no attribute that can be sorted by. Nothing was listed.');
  return { by, descending: order === 'descending' };
};
