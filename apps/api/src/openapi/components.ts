import type { z } from 'zod';
import { componentNames } from './component-names.js';
import { type Direction, inlineSchema, type JsonSchema, namedSchemas } from './json-schemas.js';

const REF = '#/components/schemas/';

/** Names that a schema refers to, directly. */
const refsOf = (schema: unknown): string[] => {
  if (Array.isArray(schema)) return schema.flatMap(refsOf);
  if (schema === null || typeof schema !== 'object') return [];
  return Object.entries(schema).flatMap(([key, value]) =>
    key === '$ref' && typeof value === 'string' ? [value.slice(REF.length)] : refsOf(value),
  );
};

const renameRefs = (schema: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => renameRefs(item, rename));
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? REF + rename(value.slice(REF.length))
        : renameRefs(value, rename),
    ]),
  );
};

/**
 * The component schemas of the document. A schema with defaults reads differently in the two directions: then the
 * answer keeps the plain name and the request gets the suffix `Input`, also when only something inside differs.
 */
export class Components {
  private readonly names = componentNames();
  private readonly output = namedSchemas(this.names, 'output');
  private readonly input = namedSchemas(this.names, 'input');
  private readonly used = new Map<string, JsonSchema>();
  private readonly differing = this.findDiffering();

  /** A reference to the schema if it has a name, else the schema itself. */
  schema(schema: z.ZodType, io: Direction): JsonSchema {
    const name = this.names.get(schema);
    if (name === undefined) return inlineSchema(schema, io);
    return { $ref: REF + this.use(name, io) };
  }

  /** What was referred to, by name, in alphabetical order. */
  all(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.used].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private use(name: string, io: Direction): string {
    const public_ = this.publicName(name, io);
    if (this.used.has(public_)) return public_;
    const schema = (io === 'input' ? this.input : this.output).get(name) ?? {};
    this.used.set(public_, {});
    for (const inner of refsOf(schema)) this.use(inner, io);
    this.used.set(public_, renameRefs(schema, (inner) => this.publicName(inner, io)) as JsonSchema);
    return public_;
  }

  private publicName(name: string, io: Direction): string {
    return io === 'input' && this.differing.has(name) ? `${name}Input` : name;
  }

  private findDiffering(): Set<string> {
    const differing = new Set<string>();
    const shape = (schema: JsonSchema | undefined): string =>
      // An answer is closed and a request may be open: that alone is not a different type for a client.
      JSON.stringify(schema, (key, value: unknown) =>
        key === 'additionalProperties' && value === false ? undefined : value,
      );
    for (const name of this.output.keys()) {
      if (shape(this.output.get(name)) !== shape(this.input.get(name))) differing.add(name);
    }
    for (let grew = true; grew;) {
      grew = false;
      for (const [name, schema] of this.input) {
        if (!differing.has(name) && refsOf(schema).some((inner) => differing.has(inner))) {
          differing.add(name);
          grew = true;
        }
      }
    }
    return differing;
  }
}
