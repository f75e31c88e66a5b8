import { badRequest } from './scim-refusal.js';

/** Which attributes an answer holds (RFC 7644, section 3.9), by their paths in lower case. */
export interface Projection {
  readonly only: ReadonlySet<string> | undefined;
  readonly without: ReadonlySet<string>;
}

export type Resource = Readonly<Record<string, unknown>>;

/** Always in an answer (`returned` is `always`, RFC 7643, section 3.1). */
const ALWAYS = new Set(['id', 'schemas']);

const pathsOf = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(',')
      .map((path) => path.trim().toLowerCase())
      .filter((path) => path !== '')
      .map((path) => path.replace(/^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/, '')),
  );

export const readProjection = (
  asked: ReadonlyMap<'attributes' | 'excludedAttributes', string> | ReadonlyMap<string, string>,
): Projection => {
  const parameters = asked as ReadonlyMap<string, string>;
  const only = parameters.get('attributes');
  const without = parameters.get('excludedAttributes');
  if (only !== undefined && without !== undefined)
    throw badRequest('invalidValue', 'Either “attributes” or “excludedAttributes” is asked for, not both.');
  return { only: only === undefined ? undefined : pathsOf(only), without: pathsOf(without ?? '') };
};

/** Whether an answer holds an attribute at all: what it does not is not read. */
export const isShown = ({ only, without }: Projection, name: string): boolean => {
  const path = name.toLowerCase();
  if (without.has(path)) return false;
  return only === undefined || [...only].some((wanted) => wanted === path || wanted.startsWith(`${path}.`));
};

/** The resource with what was asked for. Sub-attributes are told by a dot, those of an extension by a colon. */
export const project = (resource: Resource, projection: Projection): Resource => {
  const { only, without } = projection;
  if (only === undefined && without.size === 0) return resource;
  return Object.fromEntries(
    Object.entries(resource).flatMap(([name, value]) => {
      const path = name.toLowerCase();
      if (ALWAYS.has(path)) return [[name, value]];
      const shown = within(value, path, projection);
      return shown === undefined ? [] : [[name, shown]];
    }),
  );
};

const within = (value: unknown, path: string, projection: Projection): unknown => {
  const { only, without } = projection;
  if (without.has(path)) return undefined;
  if (only?.has(path)) return value;
  const inner = (name: string): string =>
    `${path}${path.startsWith('urn:') ? ':' : '.'}${name.toLowerCase()}`;
  if (Array.isArray(value)) {
    const elements = value.map((one) => within(one, path, projection)).filter((one) => one !== undefined);
    return elements.length > 0 || only === undefined ? elements : undefined;
  }
  if (typeof value !== 'object' || value === null) return only === undefined ? value : undefined;
  const kept = Object.entries(value).flatMap(([name, one]) => {
    const shown = within(one, inner(name), projection);
    return shown === undefined ? [] : [[name, shown] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};
