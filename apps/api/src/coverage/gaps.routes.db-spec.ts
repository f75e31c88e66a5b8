import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ExemptionRow, OpenGap } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Transitions } from './evaluation/transitions.js';

const DAY = 86_400_000;
const day = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
interface Page {
  readonly items: OpenGap[];
  readonly nextCursor: string | null;
  readonly total: number;
  readonly more: boolean;
}

describe('gaps and exemptions', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
    for (const [name, department, platform] of [
      ['Ada', 'Sales', 'android'],
      ['Élodie', 'Legal', 'ios'],
      ['zoe', null, 'folder'],
    ] as const) {
      const agent = await app.agentOf(owner, await owner.employee(name, department));
      backup = await TestBackup.of(app, agent, `Phone of ${name}`, platform);
    }
    for (const name of ['Bob', 'Cy', 'Di']) await owner.employee(name, 'Sales');
    await app.get(Transitions).run(owner.companyId, new Date(Date.now() + 4 * DAY));
    await app.sql("UPDATE coverage_gaps SET since = since - interval '10 days' WHERE platform = 'ios'");
  });
  afterAll(() => app.stop());

  const page = async (query: string, limit = 200) =>
    (await owner.get(`/api/v1/gaps?limit=${String(limit)}&${query}`).expect(200)).body as Page;
  const names = async (query: string) => (await page(query)).items.map(({ employee }) => employee.name);
  const all = async (query: string, limit: number) => {
    const found: OpenGap[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const part: Page = await page(`${query}${cursor && `&cursor=${cursor}`}`, limit);
      found.push(...part.items);
      cursor = part.nextCursor;
    }
    return found;
  };
  const exemptions = async (query = '') =>
    (await owner.get(`/api/v1/exemptions?${query}`).expect(200)).body as { items: ExemptionRow[] };
  const headline = async () =>
    ((await owner.get('/api/v1/overview').expect(200)).body as { headline: { inScope: number } }).headline;

  it.each(['age', 'severity', 'name'])(
    'come in the order of %s, both ways, in pages of any size',
    async (sort) => {
      const forwards = (await page(`sort=${sort}`)).items;
      expect(forwards).toHaveLength(7);
      const key = (gap: OpenGap) => {
        if (sort === 'age') return gap.since;
        return sort === 'name'
          ? gap.employee.name.toLowerCase()
          : String(['lost', 'risk', 'waiting'].indexOf(gap.severity));
      };
      const keys = forwards.map(key);
      expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      const ids = forwards.map(({ id }) => id);
      for (const limit of [1, 3]) expect((await all(`sort=${sort}`, limit)).map(({ id }) => id)).toEqual(ids);
      expect((await all(`sort=${sort}&order=desc`, 2)).map(({ id }) => id)).toEqual([...ids].reverse());
    },
  );

  it('are filtered by any of it, one by one and together', async () => {
    expect(await names('code=never-backed-up&sort=name')).toEqual(['Ada', 'zoe', 'Élodie']);
    expect((await page('code=never-backed-up,no-workstation')).total).toBe(7);
    expect((await page('severity=lost')).total).toBe(3);
    expect(await names('severity=waiting&department=Sales&sort=name')).toEqual(['Bob', 'Cy', 'Di']);
    expect(await names('department=&sort=name')).toEqual(['Olga Owner', 'zoe']);
    expect(await names('platform=ios,folder&sort=name')).toEqual(['zoe', 'Élodie']);
    expect(await names('days=6')).toEqual(['Élodie']);
    const [gap] = (await page('platform=ios')).items;
    expect((await page(`policy=${gap?.policyId ?? ''}`)).total).toBe(7);
    expect((await page(`policy=${randomUUID()}`)).total).toBe(0);
    expect((await page('whose=employee')).total).toBe(7);
    expect((await page('whose=admin')).total).toBe(0);
    expect(await names(`employee=${gap?.employee.id ?? ''}`)).toEqual(['Élodie']);
    expect(await names('q=PHONE%20of%20z')).toEqual(['zoe']);
    expect(await names('q=%C3%A9lo')).toEqual(['Élodie']);
    for (const bad of ['code=nothing', 'code=overdue,', 'severity=bad', 'sort=size', 'days=-1', 'owner=me'])
      await owner.get(`/api/v1/gaps?${bad}`).expect(400, /request-invalid/);
  });

  it('are counted up to ten thousand, and then it is said that there are more', async () => {
    const other = await app.companyWithOwner('Many');
    await app.sql(
      `INSERT INTO coverage_gaps (company_id, id, employee_id, phone_id, code, severity, since, opened_at, closed_at)
       SELECT $1, gen_random_uuid(), $2, NULL, 'code-unproven', 'risk', date_trunc('second', now()), now(), now() FROM generate_series(1, 10001)`,
      [other.companyId, other.employeeId],
    );
    await app.sql('DROP INDEX coverage_gaps_open_once');
    await app.sql('UPDATE coverage_gaps SET closed_at = NULL WHERE company_id = $1', [other.companyId]);
    const { body } = await other.get('/api/v1/gaps?code=code-unproven&limit=1').expect(200);
    expect(body).toMatchObject({ total: 10_000, more: true });
    // More than are counted: the page is read in its order, and goes on.
    const { items, nextCursor } = body as { items: { id: string }[]; nextCursor: string };
    const next = await other.get(`/api/v1/gaps?code=code-unproven&limit=1&cursor=${nextCursor}`).expect(200);
    const after = (next.body as { items: { id: string }[] }).items;
    expect(items.length + after.length).toBe(2);
    expect(items[0]?.id).not.toBe(after[0]?.id);
    expect((await other.get('/api/v1/gaps?code=no-workstation').expect(200)).body).toMatchObject({
      total: 1,
      more: false,
    });
    await app.sql('DELETE FROM coverage_gaps WHERE company_id = $1', [other.companyId]);
    await app.sql(`CREATE UNIQUE INDEX coverage_gaps_open_once ON coverage_gaps (company_id, employee_id, phone_id, code)
      NULLS NOT DISTINCT WHERE closed_at IS NULL`);
  });

  it('come as a file, exactly as they are shown', async () => {
    const shown = await names('severity=lost&sort=name&order=desc');
    const { text } = await owner.get('/api/v1/gaps.csv?severity=lost&sort=name&order=desc').expect(200);
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toContain('employee,department,phone,gap,severity,since');
    expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(shown);
  });

  it('are taken on by somebody of IT, all that match at once', async () => {
    const admin = await owner.colleague('admin');
    const employee = await owner.colleague('employee');
    const take = (ownerId: string | null, gaps: object) =>
      owner.post('/api/v1/gaps/owner', { gaps, ownerId });
    await take(admin.employeeId, { filter: { department: 'Sales', severity: 'waiting' } }).expect(200, {
      gaps: 3,
    });
    expect((await page(`owner=${admin.employeeId}`)).total).toBe(3);
    expect((await page('owner=somebody')).total).toBe(3);
    expect((await page('owner=nobody')).items.map(({ owner: of }) => of)).not.toContain(
      expect.objectContaining({ id: admin.employeeId }),
    );
    const [one] = (await page(`owner=${admin.employeeId}`, 1)).items;
    expect(one?.owner).toMatchObject({ id: admin.employeeId });
    await take(null, { ids: [one?.id, randomUUID()] }).expect(200, { gaps: 1 });
    await take(employee.employeeId, { ids: [one?.id] }).expect(404);
    const stranger = await app.companyWithOwner('Elsewhere');
    await stranger
      .post('/api/v1/gaps/owner', { gaps: { ids: [one?.id] }, ownerId: null })
      .expect(200, { gaps: 0 });
    await employee.post('/api/v1/gaps/owner', { gaps: { ids: [one?.id] }, ownerId: null }).expect(403);
  });

  it('are left out of the score once somebody else has approved it, never out of the denominator', async () => {
    const admin = await owner.colleague('admin');
    const before = await headline();
    const asked = {
      for: { gaps: { filter: { severity: 'lost', platform: 'folder' } } },
      reason: 'On leave until spring',
      ownerId: owner.employeeId,
      until: day(30),
    };
    await owner.post('/api/v1/exemptions', asked).expect(201, { exemptions: 1, approved: false });
    expect(await headline()).toEqual(before);
    const [waiting] = (await exemptions('state=waiting')).items;
    expect(waiting).toMatchObject({ codes: ['never-backed-up'], reason: asked.reason, approvedBy: null });
    await owner.post(`/api/v1/exemptions/${waiting?.id ?? ''}/approval`).expect(409, /second-person-needed/);
    await admin.post(`/api/v1/exemptions/${waiting?.id ?? ''}/approval`).expect(204);
    const at = new Date(Date.now() + 4 * DAY);
    await app.sql('UPDATE coverage_people SET next_transition_at = $1', [at]);
    await app.get(Transitions).run(owner.companyId, at);
    expect(await headline()).toMatchObject({
      inScope: before.inScope,
      protected: 0,
      segments: { exempt: 1 },
    });
    expect((await page('severity=lost')).total).toBe(2);
    expect((await page('severity=lost&exempt=with')).total).toBe(3);
    expect((await page('exempt=only')).items).toMatchObject([{ exemptUntil: day(30) }]);
    expect((await owner.get('/api/v1/reports/coverage.csv').expect(200)).text).toContain('never-backed-up');
    // It ends by itself.
    await app.get(Transitions).run(owner.companyId, new Date(Date.now() + 31 * DAY));
    expect(await headline()).toMatchObject({ segments: { exempt: 0, neverBackedUp: 3 } });
  });

  it('need an end within a year and somebody who answers for it, and end at once when somebody says so', async () => {
    const forPerson = { for: { employeeId: backup.agent.enrolled.employee.id }, reason: 'Leave' };
    const ask = (more: object) => owner.post('/api/v1/exemptions', { ...forPerson, ...more });
    for (const until of [day(0), day(400)])
      await ask({ ownerId: owner.employeeId, until }).expect(400, /request-invalid/);
    await ask({ ownerId: randomUUID(), until: day(3) }).expect(404);
    await ask({ ownerId: owner.employeeId, until: day(3), reason: ' ' }).expect(400);
    await ask({ ownerId: owner.employeeId, until: day(3) }).expect(201);
    const { items } = await exemptions(`employee=${forPerson.for.employeeId}&state=waiting`);
    await owner.delete(`/api/v1/exemptions/${items[0]?.id ?? ''}`).expect(204);
    await owner.delete(`/api/v1/exemptions/${items[0]?.id ?? ''}`).expect(404);
    expect((await app.audit(owner.companyId)).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['exemption.asked', 'exemption.approved', 'exemption.ended']),
    );
    expect((await exemptions('state=ended')).items).toHaveLength(1);
    expect((await exemptions('state=waiting,active')).items).toHaveLength(1);
    expect((await exemptions('state=active,ended')).items).toHaveLength(2);
    await owner.get('/api/v1/exemptions?state=waiting,odd').expect(400, /request-invalid/);
  });

  it('are approved by who asked only where nobody else could', async () => {
    const alone = await app.companyWithOwner('Alone');
    const someone = await alone.employee('Eve');
    const asked = { for: { employeeId: someone }, reason: 'Leave', ownerId: alone.employeeId, until: day(9) };
    await alone.post('/api/v1/exemptions', asked).expect(201, { exemptions: 1, approved: true });
    await app.get(Transitions).run(alone.companyId, new Date());
    expect((await alone.get('/api/v1/overview').expect(200)).body).toMatchObject({
      headline: { inScope: 2, segments: { exempt: 1, unknown: 1 } },
    });
    expect(await app.audit(alone.companyId)).toContainEqual(
      expect.objectContaining({
        action: 'exemption.asked',
        details: expect.objectContaining({ approved: true }),
      }),
    );
  });
});
