import * as contracts from '@holdfast/contracts';
import { endpoints, type Endpoint } from '@holdfast/contracts';
import { z } from 'zod';

/** Schemas that become components of their own; scalars stay inline, where a reader wants to see them. */
const NAMED_KINDS = new Set(['object', 'enum']);
const NEVER_NAMED = new Set<string>(['PageQuery', 'IdParams']);

const isNamed = (value: unknown): value is z.ZodType =>
  value instanceof z.ZodType && NAMED_KINDS.has(value.def.type);

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * Names each schema of the contracts once, so that generated clients get readable types: an exported schema keeps the
 * name it is exported under, a body or answer that is written inline in a route is named after that route.
 */
export const componentNames = (): Map<z.ZodType, string> => {
  const names = new Map<z.ZodType, string>();
  const add = (schema: z.ZodType | undefined, name: string): void => {
    if (schema !== undefined && !names.has(schema)) names.set(schema, name);
  };
  for (const [name, value] of Object.entries(contracts)) {
    if (isNamed(value) && !NEVER_NAMED.has(name)) add(value, name);
  }
  for (const route of Object.values(endpoints) as Endpoint[]) {
    add(route.body, `${upperFirst(route.id)}Body`);
    add(route.response, `${upperFirst(route.id)}Answer`);
  }
  return names;
};
