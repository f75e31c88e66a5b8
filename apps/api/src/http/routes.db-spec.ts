import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Endpoint, endpoints } from '@holdfast/contracts';
import { randomUUID } from 'node:crypto';
import { ROUTE_SAMPLES } from '../testing/routes/route-samples.js';
import { TestApp } from '../testing/test-app.js';

const routes = Object.values(endpoints) as Endpoint[];

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Record<string, boolean> };
}

const pathTo = (route: Endpoint): string =>
  route.path.replace(/([:*])(\w+)/g, (_all, kind: string, name: string) => {
    if (kind === '*') return `data/${'0'.repeat(64)}`;
    return name === 'name' ? 'list' : randomUUID();
  });

describe('the routes that the contracts declare', () => {
  let app: TestApp;
  let registered: Set<string>;
  beforeAll(async () => {
    app = await TestApp.start();
    const { router } = app.app.getHttpAdapter().getInstance() as unknown as { router: { stack: Layer[] } };
    // Middleware for every path is no route.
    registered = new Set(
      router.stack.flatMap(({ route }) =>
        route && !route.path.includes('{/*splat}')
          ? Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`)
          : [],
      ),
    );
  });
  afterAll(() => app.stop());

  it('are all registered, and nothing beside them', () => {
    const declared = routes.map((route) => `${route.method} ${route.path}`);
    expect([...registered].sort()).toEqual([...declared].sort());
  });

  it('each have a test that calls them', () => {
    const sources = globSync('src/**/*-spec.ts', { cwd: join(import.meta.dirname, '../..') })
      .filter((file) => !file.endsWith('routes.db-spec.ts') || !file.includes('http'))
      .map((file) => readFileSync(join(import.meta.dirname, '../..', file), 'utf8'))
      .join('\n');
    const untested = routes.filter(({ path, id }) => {
      const pattern = path.replace(/[:*]\w+/g, '[^\'"`\\s]+').replaceAll('.', '\\.');
      // Also as `${base}/uploads`, where a test composes the address.
      const tail = /:\w+(\/[\w-]+)$/.exec(path)?.[1];
      const written = tail ? `(?:${pattern}|\\$\\{\\w+\\}${tail})` : pattern;
      const called = new RegExp(`${written}(?:['"\`?]|\\$\\{)`);
      // Signed URLs are made by the api: tests name the route and call the URL that it answered. A sample is called too.
      if (id in ROUTE_SAMPLES) return false;
      return !called.test(sources) && !sources.includes(`endpoints.${id}`) && !sources.includes(`'${id}'`);
    });
    expect(untested.map(({ id }) => id)).toEqual([]);
  });

  it.each(routes.filter(({ auth }) => auth === 'session').map((route) => [route.id, route] as const))(
    '%s refuses whoever is not signed in, and whoever comes without the header',
    async (_id, route) => {
      const call = () => app.http()[route.method.toLowerCase() as 'get'](pathTo(route));
      const anonymous = await call().set('x-holdfast-request', '1').send();
      expect([anonymous.status, (anonymous.body as { code: string }).code]).toEqual([
        401,
        'sign-in-required',
      ]);
      if (route.method === 'GET') return;
      expect(((await call().send()).body as { code: string }).code).toBe('origin-refused');
    },
  );

  it.each(routes.filter(({ auth }) => auth === 'agent').map((route) => [route.id, route] as const))(
    '%s refuses whoever has no credential',
    async (_id, route) => {
      const answer = await app.http()[route.method.toLowerCase() as 'get'](pathTo(route)).send();
      expect([answer.status, (answer.body as { code: string }).code]).toEqual([401, 'agent-token-refused']);
    },
  );
});
