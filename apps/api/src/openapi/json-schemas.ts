import { z } from 'zod';

/** A JSON Schema 2020-12 object, which is what OpenAPI 3.1 uses. */
export type JsonSchema = Record<string, unknown>;

/** `input`: what a caller may send (defaults optional). `output`: what the api answers (defaults present). */
export type Direction = 'input' | 'output';

const uri = (id: string): string => `#/components/schemas/${id}`;

/** zod prints the safe-integer range on every integer and a pattern beside every format: noise to a reader. */
const tidy = (schema: JsonSchema): void => {
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['format'] !== undefined) delete schema['pattern'];
};

const options = (io: Direction) => ({
  target: 'draft-2020-12' as const,
  io,
  uri,
  unrepresentable: 'any' as const,
  override: ({ jsonSchema }: { jsonSchema: object }) => tidy(jsonSchema as JsonSchema),
});

const withoutHeader = ({ $schema: _schema, $id: _id, ...rest }: JsonSchema): JsonSchema => rest;

/** All named schemas in one direction, by name, referring to each other by `#/components/schemas/…`. */
export const namedSchemas = (names: Map<z.ZodType, string>, io: Direction): Map<string, JsonSchema> => {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, options(io));
  return new Map(Object.entries(schemas).map(([id, schema]) => [id, withoutHeader(schema as JsonSchema)]));
};

/** One unnamed schema, in full. */
export const inlineSchema = (schema: z.ZodType, io: Direction): JsonSchema =>
  withoutHeader(z.toJSONSchema(schema, options(io)) as JsonSchema);
