import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Endpoint, type EndpointId, endpoints } from '@holdfast/contracts';
import type supertest from 'supertest';
import { TestInventory } from '../inventory/testing/test-inventory.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { endsOf, ROUTE_SAMPLES } from '../testing/routes/route-samples.js';
import { makeRouteWorld, type RouteWorld } from '../testing/routes/route-world.js';
import { send } from '../testing/routes/send.js';
import { TestAccount } from '../testing/test-account.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

/** Moments of what people do in the console, not of when a phone or an agent was there. */
const MAY_BE_MOMENTS = new Set([
  'publishedAt',
  'expiresAt',
  'openedAt',
  'doneAt',
  'askedAt',
  'lookedAt',
  'anchoredAt',
]);
/** The chain's own texts, with moments that its hashes hold: for those who may export it, and for nobody else. */
const EVIDENCE = new Set(['exportAudit']);
/** Until when tokens are good that were made just now. */
const EXPIRIES = new Set(['mintEnrolmentTokens']);
const endsSession = ({ id }: Endpoint) => Number(ROUTE_SAMPLES[id as EndpointId]?.endsSession ?? false);
const CLOCK = /\d\d:\d\d/;
const isNearNow = (value: number) =>
  [value, value * 1000].some((ms) => Math.abs(ms - Date.now()) < 400 * 86_400_000);

/** Every value that tells a time of day, by its path; strings are looked at as they are and as base64. */
function timesIn(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return isNearNow(value) ? [`${path}: ${String(value)}`] : [];
  if (typeof value === 'string') {
    const decoded = Buffer.from(value, 'base64url').toString('utf8');
    return CLOCK.test(value) || CLOCK.test(decoded) ? [`${path}: ${value}`] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !MAY_BE_MOMENTS.has(key))
    .flatMap(([key, inner]) => timesIn(inner, `${path}/${key}`));
}

describe('what the console is told', () => {
  let app: TestApp;
  let world: RouteWorld;
  let account: TestAccount;
  beforeAll(async () => {
    app = await TestApp.start();
    world = await makeRouteWorld(app, 'Northwind');
    account = new TestAccount(world.owner);
  });
  afterAll(() => app.stop());

  /** What the account needs a confirmation for, once there is one. */
  const confirmed: Record<string, () => PromiseLike<supertest.Response>> = {
    confirmAccount: () => account.confirm(),
    beginNewFactor: () => world.owner.post('/api/v1/account/factors/begin'),
    addFactor: () => account.addPasskey(),
    inventoryCsv: async () => {
      const list = new TestInventory(app, world.owner);
      const email = await list.emailOf(world.employeeId);
      await list.replace('dated', [{ device_id: 'a', email, platform: 'ios', model: 'iPhone 13' }]);
      return world.owner.get('/api/v1/inventory.csv');
    },
    removePasskey: async () => world.owner.delete(await account.newestPasskey()),
    removeTotp: async () => {
      await account.addPasskey();
      return world.owner.delete('/api/v1/account/totp');
    },
    changePassword: () => {
      const { password: former } = world.owner;
      return world.owner.put('/api/v1/account/password', { former, password: 'six quiet harbours' });
    },
  };
  const routes = (Object.values(endpoints) as Endpoint[]).filter(({ auth }) => auth === 'session');
  // What ends the session last, or nothing after it would be answered.
  const inOrder = [...routes].sort((a, b) => endsSession(a) - endsSession(b));
  it.each(inOrder.map((route) => [route.id, route] as const))(
    '%s tells no time of day',
    async (id, route) => {
      const sample = ROUTE_SAMPLES[id as EndpointId];
      if (!sample) throw new Error(`No sample of ${id}: add its line to testing/routes/route-samples.ts`);
      const call = confirmed[id];
      const cookie = { cookie: world.owner.cookie };
      const answer = call
        ? await call()
        : await send(app, route, await sample.call(world, world.owner), cookie);
      if (call || !endsOf(sample, world.owner)) expect(answer.status).toBe(route.status);
      const told: unknown = route.contentType === 'text/csv' ? answer.text.split(/[\r\n,]+/) : answer.body;
      if (EXPIRIES.has(id)) return;
      if (!EVIDENCE.has(id)) expect(timesIn(told)).toEqual([]);
      if (route.contentType === 'text/csv') expect(answer.text).toMatch(/,\d{4}-\d\d-\d\d,/);
    },
  );

  it('would notice one: in a text, in a number, in a cursor', () => {
    const at = new Date().toISOString();
    const cursor = Buffer.from(JSON.stringify({ at })).toString('base64url');
    expect(timesIn({ items: [{ at }], nextCursor: cursor, when: Date.now() })).toHaveLength(3);
    expect(timesIn({ publishedAt: at, on: at.slice(0, 10), bytes: 3000 })).toEqual([]);
  });
});

describe('a list in the order of time', () => {
  let app: TestApp;
  let owner: TestConsole;
  let base: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    const backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
    base = `/api/v1/phones/${backup.phoneId}`;
    for (let version = 0; version < 5; version++) {
      await backup.commit((await backup.prepare()).commit).expect(201);
    }
  });
  afterAll(() => app.stop());

  const page = async (path: string) =>
    (await owner.get(path).expect(200)).body as { items: { id: string }[]; nextCursor: string | null };

  it.each(['snapshots', 'runs'])('pages through %s once, in the order of the whole list', async (list) => {
    const whole = (await page(`${base}/${list}`)).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const part = await page(`${base}/${list}?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...part.items.map(({ id }) => id));
      cursor = part.nextCursor;
    }
    expect(whole).toHaveLength(5);
    expect(seen).toEqual(whole);
  });

  it('goes on from nothing that is not in the list', async () => {
    const { nextCursor } = await page(`${base}/runs?limit=2`);
    expect((await page(`${base}/snapshots?cursor=${nextCursor ?? ''}`)).items).toEqual([]);
    await owner.get(`${base}/snapshots?cursor=e30`).expect(400, /request-invalid/);
  });
});
