import { caseKey } from '../case-key.js';
import type { Attribute } from './attributes.js';
import type { Comparand, FilterNode, Operator } from './read-filter.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const SYMBOL = { gt: '>', lt: '<', ge: '>=', le: '<=' } as const;

/** Adds a parameter to the statement and answers its name, `$3`. */
export type Parameter = (value: unknown) => string;

/**
 * A filter as an SQL condition. Its text is made of our columns and operators alone, values are parameters. Unknown counts
 * as false, also below `not`: who has no department is not in Sales.
 */
export const conditionOf = (filter: FilterNode, parameter: Parameter): string => {
  switch (filter.op) {
    case 'and':
    case 'or':
      return `(${filter.of.map((part) => conditionOf(part, parameter)).join(` ${filter.op.toUpperCase()} `)})`;
    case 'not':
      return `NOT coalesce(${conditionOf(filter.of, parameter)}, false)`;
    case 'pr':
      return filter.attribute.kind === 'same' ? 'true' : `${filter.attribute.column} IS NOT NULL`;
    default:
      return comparison(filter.attribute, filter.op, filter.value, parameter);
  }
};

const comparison = (
  { kind, column, value: same }: Attribute,
  op: Operator,
  value: Comparand,
  parameter: Parameter,
): string => {
  if (kind === 'same') {
    const equal = typeof value === 'string' ? caseKey(value) === same : value === same;
    return String(equal === (op === 'eq'));
  }
  if (value === null) return `${column} IS ${op === 'eq' ? '' : 'NOT '}NULL`;
  if (kind === 'id') {
    if (!UUID.test(String(value))) return String(op === 'ne');
    return op === 'eq'
      ? `${column} = ${parameter(value)}::uuid`
      : `${column} IS DISTINCT FROM ${parameter(value)}::uuid`;
  }
  const wanted =
    kind === 'folded'
      ? `${parameter(caseKey(String(value)))}::text`
      : kind === 'exact'
        ? `${parameter(value)}::text`
        : kind === 'moment'
          ? `${parameter(value)}::timestamptz`
          : `${parameter(value)}::boolean`;
  switch (op) {
    case 'eq':
      return `${column} = ${wanted}`;
    case 'ne':
      return `${column} IS DISTINCT FROM ${wanted}`;
    case 'co':
      return `strpos(${column}, ${wanted}) > 0`;
    case 'sw':
      return `${column} ^@ ${wanted}`;
    case 'ew':
      return `right(${column}, length(${wanted})) = ${wanted}`;
    default:
      return `${column} ${SYMBOL[op]} ${wanted}`;
  }
};
