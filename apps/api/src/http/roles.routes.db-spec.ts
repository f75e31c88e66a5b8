import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  API_SCOPES,
  type ApiScope,
  type Endpoint,
  type EndpointId,
  endpoints,
  may,
  type Role,
  ROLES,
} from '@holdfast/contracts';
import type pg from 'pg';
import { TestScript } from '../api-tokens/testing/test-script.js';
import { fingerprint, idsOf } from '../testing/routes/fingerprint.js';
import { endsOf, ROUTE_SAMPLES, type RouteCall, type RouteSample } from '../testing/routes/route-samples.js';
import { makeRouteWorld, type RouteWorld } from '../testing/routes/route-world.js';
import { type Credentials, send, told } from '../testing/routes/send.js';
import { statementsOf } from '../testing/routes/statements.js';
import { TestApp } from '../testing/test-app.js';
import { TestOperator } from '../testing/test-operator.js';

const all = Object.values(endpoints) as Endpoint[];
const ofPeople = all.filter(({ auth }) => auth === 'session');
const ofOperators = all.filter(({ auth }) => auth === 'operator');
const ofAgents = all.filter(({ auth }) => auth === 'agent');
const ofDirectories = all.filter(({ auth }) => auth === 'directory');
const named = (routes: readonly Endpoint[]) => routes.map((route) => [route.id, route] as const);
const sampleOf = (route: Endpoint): RouteSample => {
  const sample = ROUTE_SAMPLES[route.id as EndpointId];
  if (!sample) throw new Error(`No sample of ${route.id}: add its line to testing/routes/route-samples.ts`);
  return sample;
};
const rolesWith = (route: Endpoint, allowed: boolean): Role[] =>
  ROLES.filter((role) => (route.permission !== undefined && may(role, route.permission)) === allowed);

const UUID = /^[0-9a-f-]{36}$/;
type Place = readonly ['params' | 'query' | 'body', string];
/** Where a call holds an id that is not this call's own to choose. */
const idsIn = (call: RouteCall, theirs: RouteCall): Place[] =>
  (['params', 'query', 'body'] as const).flatMap((part) =>
    Object.entries(call[part] ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' && UUID.test(value) && theirs[part]?.[key] !== value
        ? [[part, key] as const]
        : [],
    ),
  );
const put = (call: RouteCall, [part, key]: Place, id: string): RouteCall => ({
  ...call,
  [part]: { ...call[part], [key]: id },
});

describe('every route, every role, one’s own company and a stranger’s', () => {
  let app: TestApp;
  let client: pg.Client;
  let mine: RouteWorld;
  let theirs: RouteWorld;
  let operator: TestOperator;
  let statements: () => string[];
  /** All that people and the agent of my company were answered. */
  const heard: string[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ OPERATORS: '1' });
    client = await app.database.superuser();
    mine = await makeRouteWorld(app, 'Aldebaran');
    theirs = await makeRouteWorld(app, 'Zanzibar');
    operator = await TestOperator.of(app);
    // The jobs' own statements would stand between those that are compared.
    await app.stopJobs();
    statements = statementsOf(app);
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
  });

  const session = (role: Role, world = mine): Credentials => ({ cookie: world.colleagues[role].cookie });
  /** A proof is for one call, so the credentials are made where the call is. */
  const agent =
    (world = mine): Credentials =>
    (method, path) =>
      world.backup.agent.credentials(method, path);
  const spoken = (world = mine): Credentials => ({ authorization: `Bearer ${world.directory.token}` });
  const scripted = (script = mine.script): Credentials => script.credentials;
  const operated = (): Credentials => ({ cookie: operator.cookie });
  /** An id that nobody has, always the same for one of theirs: what the server remembers of both is then the same too. */
  const twins = new Map<string, string>();
  const nobodys = (id: string): string => {
    twins.set(id, twins.get(id) ?? randomUUID());
    return twins.get(id) as string;
  };
  const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

  it('refuses a role that the table does not name, before it looks at anything, and nothing changes', async () => {
    const before = await fingerprint(client);
    const wrong: unknown[] = [];
    for (const route of ofPeople) {
      for (const role of rolesWith(route, false)) {
        const answer = await send(app, route, { body: { none: 'of it' } }, session(role));
        if (answer.status !== 403 || codeOf(answer) !== 'role-refused')
          wrong.push([route.id, role, answer.status]);
        heard.push(answer.text);
      }
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint(client)).toEqual(before);
  });

  it('refuses nobody, and each kind of caller on the routes of the others', async () => {
    const before = await fingerprint(client);
    for (const route of ofPeople)
      for (const credentials of [{}, agent(), operated(), spoken()]) {
        await app.sql('DELETE FROM entry.attempts');
        const answer = await send(app, route, {}, credentials);
        const taken = route.tokenScope !== undefined && 'authorization' in credentials;
        const code = taken ? 'api-token-refused' : 'sign-in-required';
        expect([route.id, answer.status, codeOf(answer)]).toEqual([route.id, 401, code]);
      }
    for (const route of ofAgents)
      for (const credentials of [{}, session('owner'), operated(), spoken(), scripted()]) {
        const answer = await send(app, route, {}, credentials);
        expect([route.id, answer.status, codeOf(answer)]).toEqual([route.id, 401, 'agent-token-refused']);
      }
    for (const route of ofDirectories)
      for (const credentials of [{}, session('owner'), operated(), agent(), scripted()]) {
        await app.sql('DELETE FROM entry.attempts');
        const answer = await send(app, route, {}, credentials);
        expect([route.id, answer.status, (answer.body as { status: string }).status]).toEqual([
          route.id,
          401,
          '401',
        ]);
      }
    for (const route of ofOperators)
      for (const credentials of [{}, session('owner'), agent(), scripted()]) {
        const answer = await send(app, route, {}, credentials);
        expect([route.id, answer.status, codeOf(answer)]).toEqual([route.id, 401, 'sign-in-required']);
      }
    expect(await fingerprint(client)).toEqual(before);
  });

  it.each(named(ofPeople))('%s answers the roles that the table names', async (id, route) => {
    const sample = sampleOf(route);
    for (const role of rolesWith(route, true)) {
      const person = sample.endsSession ? await mine.owner.colleague(role) : mine.colleagues[role];
      const ends = endsOf(sample, person);
      if (ends) expect([...route.errors, 'request-invalid']).toContain(ends);
      const call = await sample.call(mine, person);
      const answer = await send(app, route, call, { cookie: person.cookie });
      expect([id, role, codeOf(answer) ?? answer.status]).toEqual([id, role, ends ?? route.status]);
      heard.push(answer.text);
      for (const { path, unless } of route.withheld ?? [])
        if (answer.status < 300 && !may(role, unless)) expect(at(answer.body, path)).toEqual([]);
    }
  });

  it('takes a token where the route names its scope, without a cookie’s help, and nowhere else', async () => {
    await app.sql('DELETE FROM entry.attempts');
    const scripts = new Map<ApiScope, TestScript>();
    for (const scope of API_SCOPES) scripts.set(scope, await TestScript.of(app, mine.owner, [scope]));
    // Each was used today: else its first use would be a change.
    for (const script of [mine.script, ...scripts.values()]) await script.get('/api/v1/policies');
    const before = await fingerprint(client);
    const wrong: unknown[] = [];
    const refused = async (route: Endpoint, script: TestScript, status: number, code: string) => {
      // The cookie of an owner beside it opens nothing.
      const credentials = { ...script.credentials, cookie: mine.owner.cookie };
      const answer = await send(app, route, {}, credentials);
      if (answer.status !== status || codeOf(answer) !== code) wrong.push([route.id, answer.status]);
      heard.push(answer.text);
    };
    for (const route of ofPeople) {
      if (route.tokenScope === undefined) await refused(route, mine.script, 401, 'sign-in-required');
      for (const [scope, script] of scripts)
        if (route.tokenScope !== undefined && scope !== route.tokenScope)
          await refused(route, script, 403, 'scope-refused');
    }
    expect(wrong).toEqual([]);
    expect(await fingerprint(client)).toEqual(before);
  });

  it.each(named(ofPeople.filter(({ tokenScope }) => tokenScope !== undefined)))(
    '%s answers a token with its scope, by nothing that is withheld',
    async (id, route) => {
      const call = await sampleOf(route).call(mine, mine.owner);
      const answer = await send(app, route, call, { ...mine.script.credentials, 'x-holdfast-request': '' });
      const ends = endsOf(sampleOf(route), mine.owner);
      expect([id, codeOf(answer) ?? answer.status]).toEqual([id, ends ?? route.status]);
      heard.push(answer.text);
      for (const { path } of route.withheld ?? []) expect(at(answer.body, path)).toEqual([]);
    },
  );

  it.each(named(ofAgents))('%s answers the agent', async (id, route) => {
    const answer = await send(app, route, await sampleOf(route).call(mine, mine.owner), agent());
    expect([id, answer.status, codeOf(answer)]).toEqual([id, route.status, undefined]);
    heard.push(answer.text);
  });

  it.each(named(ofDirectories))('%s answers the directory', async (id, route) => {
    const answer = await send(app, route, await sampleOf(route).call(mine, mine.owner), spoken());
    expect([id, answer.status]).toEqual([id, route.status]);
    heard.push(answer.text);
  });

  it.each(
    named(
      [...ofPeople, ...ofAgents, ...ofDirectories].filter(
        ({ params, body, query }) => params ?? body ?? query,
      ),
    ),
  )(
    '%s tells a stranger’s id from nobody’s by nothing: answer, statements, what is kept',
    async (id, route) => {
      const sample = sampleOf(route);
      const [call, foreign] = [await sample.call(mine, mine.owner), await sample.call(theirs, theirs.owner)];
      const callers: Credentials[] =
        route.auth === 'agent'
          ? [agent()]
          : route.auth === 'directory'
            ? [spoken()]
            : [
                ...rolesWith(route, true).map((role) => session(role)),
                ...(route.tokenScope === undefined ? [] : [scripted()]),
              ];
      const places = idsIn(call, foreign);
      if (places.length === 0) return;
      const before = await idsOf(client, theirs.owner.companyId);
      for (const place of places) {
        const [part, key] = place;
        const theirId = String(foreign[part]?.[key]);
        for (const caller of callers) {
          const tries = [];
          for (const asked of [theirId, nobodys(theirId)]) {
            statements();
            const answer = await send(app, route, put(call, place, asked), caller);
            tries.push({ told: told(answer, asked), asked: statements() });
          }
          expect([id, key, tries[0]]).toEqual([id, key, tries[1]]);
          heard.push(tries[0]?.told ?? '');
        }
      }
      expect(await idsOf(client, theirs.owner.companyId)).toEqual(before);
    },
  );

  it('never moves an answer when a stranger’s company changes', async () => {
    const readable = ofPeople.filter(({ method, response }) => method === 'GET' && response);
    const read = async () => {
      const answers: Record<string, string> = {};
      for (const route of readable) {
        const { params } = await sampleOf(route).call(mine, mine.owner);
        // The owner reads all that anybody does.
        answers[route.id] = told(await send(app, route, params ? { params } : {}, session('owner')));
      }
      return answers;
    };
    // Once before: the first look of somebody goes into my own company's log.
    await read();
    const before = await read();
    await theirs.owner.employee('Zanzibar Newcomer');
    await theirs.backup.commit((await theirs.backup.prepare()).commit).expect(201);
    await theirs.owner.post('/api/v1/sso/connections', { name: 'Zanzibar second' }).expect(201);
    expect(await read()).toEqual(before);
  });

  it('told nobody of my company anything of the other', async () => {
    const own = await idsOf(client, mine.owner.companyId);
    const foreign = [...(await idsOf(client, theirs.owner.companyId))].filter((id) => !own.has(id));
    expect(foreign.length).toBeGreaterThan(40);
    expect(heard.length).toBeGreaterThan(150);
    const all = heard.join('\n');
    expect(all).toContain('Aldebaran');
    expect(all).not.toContain('Zanzibar');
    expect(foreign.filter((id) => all.includes(id))).toEqual([]);
    expect(all).not.toContain(theirs.owner.email);
  });
});

/** The values at a path without indexes that are not null. */
const at = (value: unknown, path: string): unknown[] =>
  path
    .split('.')
    .reduce<unknown[]>(
      (values, name) => values.flatMap((one) => (one as Record<string, unknown> | null)?.[name] ?? []).flat(),
      [value],
    )
    .filter((found) => found !== null);
