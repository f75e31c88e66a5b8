import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ERROR_CODES } from '../errors/error-codes.js';
import { CommitFacts } from '../facts/commit-facts.js';
import { endpoints, type Endpoint } from './index.js';

/** Paths of the moments in a JSON schema. */
const momentsIn = (schema: unknown, path = ''): string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  if ('format' in schema && schema.format === 'date-time') return [path];
  return Object.entries(schema).flatMap(([key, inner]) =>
    momentsIn(inner, ['properties', 'items', 'anyOf'].includes(key) ? path : `${path}/${key}`),
  );
};

/** Whether something in a JSON schema says how much there is of a kind of data; what was left out of it is not there. */
const hasAmountsOfKinds = (schema: unknown): boolean => {
  if (typeof schema !== 'object' || schema === null) return false;
  const { properties, propertyNames } = schema as { properties?: object; propertyNames?: object };
  if (properties && 'category' in properties && ('files' in properties || 'bytes' in properties)) return true;
  if (propertyNames && JSON.stringify(propertyNames).includes('"photos"')) return true;
  return Object.values(schema).some(hasAmountsOfKinds);
};

/** Whether the field at a path without indexes may be null. */
const nullable = (schema: z.ZodType | undefined, path: string): boolean => {
  let json: Record<string, never> | undefined = schema && (z.toJSONSchema(schema) as never);
  for (const name of path.split('.')) {
    // What may itself be null is looked into all the same.
    const within = (json?.['anyOf'] as { type?: string }[] | undefined)?.find(({ type }) => type !== 'null');
    json = ((within ?? json) as typeof json)?.['properties']?.[name] as never;
    if (json?.['type'] === 'array') json = json['items'];
  }
  const kinds = (json?.['anyOf'] as { type?: string }[] | undefined)?.map(({ type }) => type);
  return [...(kinds ?? []), json?.['type'] ?? []].flat().includes('null');
};

const all = Object.entries(endpoints) as [string, Endpoint][];

describe('the table of routes', () => {
  it('names each route once, by its own key', () => {
    for (const [key, route] of all) expect(route.id).toBe(key);
    expect(new Set(all.map(([, route]) => `${route.method} ${route.path}`)).size).toBe(all.length);
  });

  it('says who may call: every session route names its permission, and only those do', () => {
    for (const [, route] of all) expect(route.permission !== undefined).toBe(route.auth === 'session');
  });

  it('can withhold only what its answer may leave null', () => {
    for (const [id, { withheld = [], response }] of all) {
      for (const { path } of withheld) expect([id, path, nullable(response, path)]).toEqual([id, path, true]);
    }
  });

  it('declares a schema for each parameter of its path', () => {
    for (const [, route] of all) {
      const named = [...route.path.matchAll(/[:*](\w+)/g)].map(([, name]) => name);
      expect(Object.keys(route.params?.shape ?? {}).sort()).toEqual(named.sort());
    }
  });

  it('answers with known codes only, and changes things only behind a method that says so', () => {
    for (const [, route] of all) {
      for (const code of route.errors) expect(ERROR_CODES).toContain(code);
      if (route.body) expect(route.method).not.toBe('GET');
    }
  });

  it('tells the console of nobody how much there is of each kind of data', () => {
    expect(hasAmountsOfKinds(z.toJSONSchema(CommitFacts))).toBe(true);
    const told = all.filter(
      ([, { auth, response }]) => auth !== 'agent' && response && hasAmountsOfKinds(z.toJSONSchema(response)),
    );
    expect(told.map(([id]) => id)).toEqual([]);
  });

  it('tells the console dates, not times, but for what people do there themselves', () => {
    // Connections to identity providers are set up there, and the log holds what people did there.
    const told = all.flatMap(([id, { auth, tag, response }]) =>
      ['session', 'operator'].includes(auth) && !['sso', 'audit'].includes(tag) && response
        ? momentsIn(z.toJSONSchema(response), id)
        : [],
    );
    expect(told).toEqual([
      // One's own: by the time one knows a session again.
      'listOwnSessions/openedAt',
      'mintEnrolmentToken/expiresAt',
      // One's own: by the minute one tells one's laptop's question from another one.
      'getAgentAuthorization/askedAt',
      'listPolicies/publishedAt',
      'getPolicy/publishedAt',
      'listPolicyVersions/publishedAt',
      'publishPolicy/publishedAt',
      'createPolicy/publishedAt',
      'addCompany/owner/expiresAt',
      'replaceOwnerToken/expiresAt',
      'inviteOperator/expiresAt',
    ]);
  });
});
