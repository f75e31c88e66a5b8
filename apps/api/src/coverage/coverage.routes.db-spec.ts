import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Transitions } from './evaluation/transitions.js';

const days = (count: number) => new Date(Date.now() + count * 86_400_000);

describe('routes of coverage', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
  });
  afterAll(() => app.stop());

  const overview = async () => (await owner.get('/api/v1/overview').expect(200)).body as { headline: object };
  const phone = async () => (await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200)).body as object;
  const gaps = async (query = '') =>
    (await owner.get(`/api/v1/gaps${query}`).expect(200)).body as {
      items: { id: string; code: string; since: string }[];
      nextCursor: string | null;
      total: number;
    };

  it('counts everybody in three parts, from the first day', async () => {
    expect(await overview()).toMatchObject({
      headline: {
        inScope: 2,
        protected: 0,
        notProtected: 2,
        noPhone: 0,
        segments: { inGrace: 1, unknown: 1 },
      },
      gapsByCause: [{ code: 'no-workstation', count: 1, sinceYesterday: 1 }],
      oldestGaps: [{ code: 'no-workstation', employee: { name: 'Olga Owner' }, phone: null }],
      storage: { locations: 1, storedBytes: 0, snapshots: 0 },
      recentRuns: [],
    });
    const { firstSteps } = (await overview()) as unknown as { firstSteps: { code: string; done: boolean }[] };
    expect(firstSteps).toContainEqual({ code: 'phone', done: true });
    expect(firstSteps).toContainEqual({ code: 'backup', done: false });
  });

  it('opens a gap when time passes, keeps since when, and closes it with the first backup', async () => {
    const transitions = app.get(Transitions);
    expect(await transitions.run(owner.companyId, days(0))).toBe(0);
    const race = await Promise.all([1, 2, 3].map(() => transitions.run(owner.companyId, days(4))));
    expect(race.reduce((sum, count) => sum + count)).toBe(1);
    expect(await phone()).toMatchObject({ state: 'never-backed-up', gaps: [{ code: 'never-backed-up' }] });
    const [opened] = (await gaps('?code=never-backed-up')).items;
    await owner.post(`/api/v1/phones/${backup.phoneId}/commands`, { kind: 'backup' }).expect(202);
    const { commit } = await backup.prepare();
    await backup.commit(commit).expect(201);
    expect(await phone()).toMatchObject({ state: 'protected', gaps: [], snapshots: 1 });
    expect(await overview()).toMatchObject({ headline: { inScope: 2, protected: 1, notProtected: 1 } });
    expect((await gaps()).items.map((gap) => gap.id)).not.toContain(opened?.id);
    await transitions.run(owner.companyId, days(9));
    expect(await phone()).toMatchObject({ state: 'at-risk', gaps: [{ code: 'overdue', severity: 'risk' }] });
    const since = (await gaps('?code=overdue')).items[0]?.since;
    for (const attach of ['locked', 'no-permissions', 'recovery']) {
      const phones = [{ phoneId: backup.phoneId, attach }];
      const checkIn = { agentVersion: '1.0.0', spoolBytes: 0, phones };
      await backup.agent.post('/agent/v1/check-in', checkIn).expect(200);
      expect(await phone()).toMatchObject({ state: 'protected', gaps: [] });
      await app.sql('UPDATE fleet_workstations SET last_seen_at = $1', [days(9)]);
      await transitions.run(owner.companyId, days(9));
      expect(await phone()).toMatchObject({ state: 'waiting', gaps: [{ code: 'overdue', since }] });
    }
  });

  it('evaluates everybody anew when a policy is published', async () => {
    const page = await owner.get('/api/v1/policies');
    const [{ id, version }] = (page.body as { items: [{ id: string; version: number }] }).items;
    // What no company could have is not published.
    await app.sql(
      `INSERT INTO storage_locations (company_id, id, name, kind, settings)
       VALUES ($1, gen_random_uuid(), 'Second', 'served-folder', '{}')`,
      [owner.companyId],
    );
    const policy = PolicyV1.parse({ schema: 1, name: 'Two places', copies: { required: 2 } });
    await owner.post(`/api/v1/policies/${id}/versions`, { basedOn: version, policy }).expect(201);
    await app.get(Transitions).run(owner.companyId, days(0));
    expect(await phone()).toMatchObject({ gaps: [{ code: 'too-few-copies' }] });
    expect(await overview()).toMatchObject({ headline: { protected: 0 } });
  });

  it('pages and filters gaps and phones, each once', async () => {
    const other = await app.companyWithOwner('Paging');
    for (const name of ['Ada', 'Bob', 'Cy 100%']) {
      await TestBackup.of(app, await app.agentOf(other, await other.employee(name)), `Phone of ${name}`);
      await other.employee(`${name} without`);
    }
    for (const path of ['/api/v1/gaps?limit=2', '/api/v1/phones?limit=2']) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer = await other.get(`${path}${cursor && `&cursor=${cursor}`}`).expect(200);
        const body = answer.body as Awaited<ReturnType<typeof gaps>>;
        seen.push(...body.items.map((item) => item.id));
        expect(body.total).toBe(path.includes('gaps') ? 4 : 3);
        cursor = body.nextCursor;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(path.includes('gaps') ? 4 : 3);
    }
    const total = async (path: string) =>
      ((await other.get(path).expect(200)).body as { total: number }).total;
    expect(await total('/api/v1/phones?q=100%25')).toBe(1);
    expect(await total('/api/v1/phones?state=in-grace&platform=android')).toBe(3);
    expect(await total('/api/v1/phones?state=protected')).toBe(0);
    expect(await total('/api/v1/gaps?q=ada')).toBe(1);
    expect(await total('/api/v1/gaps?code=overdue')).toBe(0);
  });

  it('says that the time is too short for what there is to read, by the rate that was measured', async () => {
    const fast = { phase: 'reading', filesDone: 1, filesTotal: 9, bytesDone: 1e9, bytesTotal: 5e9 };
    const cutOff = async (bytesPerSecond: number) => {
      for (let tries = 0; tries < 3; tries++) {
        const runId = await backup.startRun();
        const run = `/agent/v1/runs/${runId}`;
        const progress = { ...fast, bytesPerSecond };
        await backup.agent.patch(run, { progress, outcome: 'interrupted', cause: 'unplugged' }).expect(204);
      }
      const { body } = await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200);
      return (body as { gaps: { code: string; sentence: string }[] }).gaps.find(
        ({ code }) => code === 'failing',
      );
    };
    expect((await cutOff(4e9))?.sentence).toContain('the phone was unplugged before it was done');
    expect((await cutOff(10))?.sentence).toContain('too short for what there is to read');
  });

  it('keeps nothing to search by of a gap that is closed', async () => {
    const [row] = await app.sql<{ open: boolean; closed: boolean; searched: boolean }>(
      `SELECT bool_or(closed_at IS NULL AND search_key <> '') AS open, bool_or(closed_at IS NOT NULL) AS closed,
         bool_or(closed_at IS NOT NULL AND search_key <> '') AS searched FROM coverage_gaps WHERE company_id = $1`,
      [owner.companyId],
    );
    expect(row).toEqual({ open: true, closed: true, searched: false });
  });

  it('refuses bad filters, other companies and people who may not', async () => {
    for (const path of ['/api/v1/phones?state=fine', '/api/v1/gaps?code=nothing', '/api/v1/gaps?limit=0']) {
      await owner.get(path).expect(400, /request-invalid/);
    }
    await owner.get('/api/v1/gaps?cursor=e30').expect(400);
    await owner.get(`/api/v1/phones/${randomUUID()}`).expect(404, /not-found/);
    const stranger = await app.companyWithOwner('Elsewhere');
    await stranger.get(`/api/v1/phones/${backup.phoneId}`).expect(404);
    await stranger.get(`/api/v1/phones/${backup.phoneId}/runs`).expect(404);
    expect((await stranger.get('/api/v1/phones')).body).toMatchObject({ total: 0, items: [] });
    const employee = await owner.colleague('employee');
    for (const path of ['/api/v1/overview', '/api/v1/gaps', '/api/v1/phones']) {
      await employee.get(path).expect(403, /role-refused/);
      await app
        .http()
        .get(path)
        .expect(401, /sign-in-required/);
    }
  });
});
