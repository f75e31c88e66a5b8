import { CORE_GROUP, CORE_USER, ENTERPRISE } from '../urns.js';
import type { Comparand, Operator } from './read-filter.js';

/**
 * Of what kind an attribute is: text whose case matters or not, an id, a moment, a yes or no; or the same for everybody,
 * since one work address is kept of each.
 */
export type Kind = 'exact' | 'folded' | 'id' | 'moment' | 'boolean' | 'same';

/** One attribute that can be filtered and sorted by. `column` is ours, never the caller's text. */
export interface Attribute {
  readonly kind: Kind;
  readonly column: string;
  /** Of `same`: the value that everybody has. */
  readonly value?: string | boolean;
  readonly sortable: boolean;
  readonly takes: (op: Operator, value: Comparand) => boolean;
}

/** Attributes by their path in lower case, and those whose elements a filter in brackets chooses. */
export interface AttributeTable {
  readonly schema: string;
  readonly at: (path: string) => Attribute | undefined;
  readonly complex: ReadonlySet<string>;
}

const EQUALITY = new Set<Operator>(['eq', 'ne']);
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;
const ORDER = new Set<Operator>(['eq', 'ne', 'gt', 'lt', 'ge', 'le']);

const takes =
  (kind: Kind, same?: string | boolean): Attribute['takes'] =>
  (op, value) => {
    if (value === null) return EQUALITY.has(op);
    if (kind === 'boolean') return typeof value === 'boolean' && EQUALITY.has(op);
    if (kind === 'same') return typeof value === typeof same && EQUALITY.has(op);
    if (typeof value !== 'string') return false;
    if (kind === 'id') return EQUALITY.has(op);
    if (kind === 'moment') return ORDER.has(op) && MOMENT.test(value) && !Number.isNaN(Date.parse(value));
    return true;
  };

const attribute = (kind: Kind, column: string, sortable = true): Attribute => ({
  kind,
  column,
  sortable,
  takes: takes(kind),
});
const same = (value: string | boolean): Attribute => ({
  kind: 'same',
  column: '',
  value,
  sortable: false,
  takes: takes('same', value),
});

const table = (
  schema: string,
  by: Readonly<Record<string, Attribute>>,
  ...complex: string[]
): AttributeTable => {
  const attributes = new Map(Object.entries(by).map(([path, one]) => [path.toLowerCase(), one]));
  return { schema, at: (path) => attributes.get(path), complex: new Set(complex) };
};

const email = attribute('folded', 'email_key');
const manager = attribute('id', 'manager_id', false);
const enterprise = (path: string): string => `${ENTERPRISE}:${path}`;

/** Of people: columns of `directory_people`. */
export const USER_ATTRIBUTES = table(
  CORE_USER,
  {
    id: attribute('id', 'employee_id'),
    externalId: attribute('exact', 'external_id'),
    userName: attribute('folded', 'user_name_key'),
    displayName: attribute('folded', 'display_name_key'),
    'name.givenName': attribute('folded', 'given_name_key'),
    'name.familyName': attribute('folded', 'family_name_key'),
    active: attribute('boolean', 'active', false),
    emails: email,
    'emails.value': email,
    'emails.type': same('work'),
    'emails.primary': same(true),
    'meta.created': attribute('moment', 'since'),
    'meta.lastModified': attribute('moment', 'changed_at'),
    [enterprise('department')]: attribute('folded', 'department_key'),
    [enterprise('manager')]: manager,
    [enterprise('manager.value')]: manager,
  },
  'emails',
);

/** Of groups: columns of `people_groups`. */
export const GROUP_ATTRIBUTES = table(CORE_GROUP, {
  id: attribute('id', 'id'),
  externalId: attribute('exact', 'external_id'),
  displayName: attribute('folded', 'display_name_key'),
  'meta.created': attribute('moment', 'created_at'),
  'meta.lastModified': attribute('moment', 'changed_at'),
});

/** The attribute at a path, whatever its case, also with its schema before it (RFC 7644, section 3.10). */
export const attributeAt = ({ at, schema }: AttributeTable, path: string): Attribute | undefined => {
  const wanted = path.toLowerCase();
  const prefix = `${schema.toLowerCase()}:`;
  return at(wanted.startsWith(prefix) ? wanted.slice(prefix.length) : wanted);
};
