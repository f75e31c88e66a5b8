import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Endpoint, endpoints, PolicyV1 } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Transitions } from '../coverage/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

/** Moments of what people do in the console, not of when a phone or an agent was there. */
const MAY_BE_MOMENTS = new Set(['publishedAt', 'expiresAt', 'doneAt', 'lookedAt', 'anchoredAt']);
/** The chain's own texts, with moments that its hashes hold: for those who may export it, and for nobody else. */
const EVIDENCE = new Set(['exportAudit']);
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
  let owner: TestConsole;
  let phoneId: string;
  let employeeId: string;
  let policyId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employeeId = await owner.employee('Mira Haddad');
    await owner.employee('Without a phone');
    const backup = await TestBackup.of(app, await app.agentOf(owner, employeeId));
    ({ phoneId } = backup);
    await TestBackup.of(app, backup.agent, 'A second phone');
    for (let version = 0; version < 3; version++) {
      await backup.commit((await backup.prepare()).commit).expect(201);
    }
    const runId = await backup.startRun();
    const progress = { phase: 'reading', filesDone: 1, filesTotal: 3, bytesDone: 10, bytesTotal: 30 };
    await backup.agent
      .patch(`/agent/v1/runs/${runId}`, { progress: { ...progress, bytesPerSecond: 5 } })
      .expect(204);
    const attached = { agentVersion: '0.1.0', spoolBytes: 0, phones: [{ phoneId, attach: 'ready' }] };
    await backup.agent.post('/agent/v1/check-in', attached).expect(200);
    // Overdue, and never backed up: the sentences of gaps are told too.
    await app.get(Transitions).run(owner.companyId, new Date(Date.now() + 9 * 86_400_000));
    const policies = await owner.get('/api/v1/policies').expect(200);
    policyId = (policies.body as { items: { id: string }[] }).items[0]?.id ?? '';
  });
  afterAll(() => app.stop());

  const policy = PolicyV1.parse({ schema: 1, name: 'Standard', schedule: { everyHours: 12 } });
  const unreachable = {
    name: 'Nowhere',
    kind: 's3',
    endpoint: 'http://127.0.0.1:1',
    bucket: 'b',
    accessKeyId: 'k',
    secretAccessKey: 's',
  };
  /** One call of each route, by its id; one that leads nowhere is answered with a problem, which is looked at too. */
  const calls: Record<string, () => ReturnType<TestConsole['get']>> = {
    me: () => owner.get('/api/v1/me'),
    overview: () => owner.get('/api/v1/overview'),
    listGaps: () => owner.get('/api/v1/gaps?limit=1'),
    listPhones: () => owner.get('/api/v1/phones?limit=1'),
    getPhone: () => owner.get(`/api/v1/phones/${phoneId}`),
    listSnapshots: () => owner.get(`/api/v1/phones/${phoneId}/snapshots?limit=1`),
    listRuns: () => owner.get(`/api/v1/phones/${phoneId}/runs?limit=1`),
    listPeople: () => owner.get('/api/v1/people?limit=1'),
    getPerson: () => owner.get(`/api/v1/people/${employeeId}`),
    addPerson: () => owner.post('/api/v1/people', { name: 'New', email: 'new@example.com' }),
    mintEnrolmentToken: () => owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`),
    remindPerson: () => owner.post(`/api/v1/people/${employeeId}/reminders`),
    listWorkstations: () => owner.get('/api/v1/workstations?limit=1'),
    queueCommand: () => owner.post(`/api/v1/phones/${phoneId}/commands`, { kind: 'verify' }),
    listPolicies: () => owner.get('/api/v1/policies?limit=1'),
    getPolicy: () => owner.get(`/api/v1/policies/${policyId}`),
    listPolicyVersions: () => owner.get(`/api/v1/policies/${policyId}/versions?limit=1`),
    publishPolicy: () => owner.post(`/api/v1/policies/${policyId}/versions`, { basedOn: 1, policy }),
    listLocations: () => owner.get('/api/v1/locations?limit=1'),
    addLocation: () => owner.post('/api/v1/locations', unreachable),
    listAudit: () => owner.get('/api/v1/audit'),
    exportAudit: () => owner.get('/api/v1/audit/export'),
    auditAnchors: () => owner.get('/api/v1/audit/anchors'),
    accessLog: () => owner.get('/api/v1/me/access-log'),
    coverageCsv: () => owner.get('/api/v1/reports/coverage.csv'),
    signOut: () => owner.delete('/api/v1/session'),
  };
  const routes = (Object.values(endpoints) as Endpoint[]).filter(({ auth }) => auth === 'session');

  it('is looked at on every route', () => {
    expect(Object.keys(calls).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  // Signing out last, or nothing after it would be answered.
  const inOrder = [...routes].sort((a, b) => Number(a.id === 'signOut') - Number(b.id === 'signOut'));
  it.each(inOrder.map((route) => [route.id, route] as const))(
    '%s tells no time of day',
    async (id, route) => {
      const answer = await calls[id]?.();
      if (id !== 'addLocation') expect(answer?.status).toBe(route.status);
      const told: unknown = route.contentType === 'text/csv' ? answer?.text.split(/[\r\n,]+/) : answer?.body;
      if (!EVIDENCE.has(id)) expect(timesIn(told)).toEqual([]);
      if (route.contentType === 'text/csv') expect(answer?.text).toMatch(/,\d{4}-\d\d-\d\d,/);
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
