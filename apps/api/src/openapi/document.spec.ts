import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Endpoint, endpoints } from '@holdfast/contracts';
import { openApiDocument, openApiText } from './document.js';
import { openApiPath } from './operation.js';

type Document = {
  paths: Record<string, Record<string, { operationId: string; responses: object }>>;
  components: { schemas: Record<string, { type?: string; required?: string[] }> };
};

describe('the OpenAPI document', () => {
  const document = openApiDocument() as unknown as Document;

  it('is the one that is committed', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../../../docs/api/openapi.json'), 'utf8');
    expect(openApiText()).toBe(committed);
  });

  it('has every route under its id', () => {
    for (const route of Object.values(endpoints) as Endpoint[]) {
      const operation = document.paths[openApiPath(route.path)]?.[route.method.toLowerCase()];
      expect(operation?.operationId).toBe(route.id);
      expect(Object.keys(operation?.responses ?? {})).toContain(String(route.status));
    }
  });

  it('names what clients want types of, and refers to nothing that it lacks', () => {
    const { schemas } = document.components;
    expect(Object.keys(schemas)).toEqual(
      expect.arrayContaining([
        'PhoneRow',
        'PhoneDetail',
        'Overview',
        'PolicyV1',
        'PolicyV1Input',
        'Gap',
        'Me',
        'Problem',
      ]),
    );
    const refs = [...openApiText().matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(refs.filter((name) => !(String(name) in schemas))).toEqual([]);
  });

  it('asks for defaults in no request and promises them in every answer', () => {
    const { schemas } = document.components;
    expect(schemas['PolicyV1']?.required).toContain('schedule');
    expect(schemas['PolicyV1Input']?.required).not.toContain('schedule');
  });
});
