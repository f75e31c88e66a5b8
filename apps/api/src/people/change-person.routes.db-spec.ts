import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;
const ids = (answer: { body: unknown }) =>
  (answer.body as { items: { id: string }[] }).items.map(({ id }) => id);

describe('PATCH /api/v1/people/:id', () => {
  let app: TestApp;
  let owner: TestConsole;
  let admin: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    admin = await owner.colleague('admin');
  });
  afterAll(() => app.stop());

  const change = (by: TestConsole, id: string, body: object) => by.patch(`/api/v1/people/${id}`, body);

  it('counts from the next request of a session that is open', async () => {
    const person = await owner.colleague('employee');
    await person.get('/api/v1/overview').expect(403);
    const changed = await change(admin, person.employeeId, { role: 'helpdesk' }).expect(200);
    expect(changed.body).toMatchObject({ id: person.employeeId, role: 'helpdesk', roleSource: 'holdfast' });
    await person.get('/api/v1/overview').expect(200);
    await change(admin, person.employeeId, { active: false }).expect(200);
    await person.get('/api/v1/overview').expect(401);
  });

  it('stops the agent of who is deactivated, and lets it go on afterwards', async () => {
    const employeeId = await owner.employee();
    const agent = await app.agentOf(owner, employeeId);
    await change(owner, employeeId, { active: false }).expect(200);
    await agent.get('/agent/v1/policy').expect(401);
    await change(owner, employeeId, { active: true }).expect(200);
    await agent.get('/agent/v1/policy').expect(200);
  });

  it.each(['owner', 'admin', 'privacy'] as const)('lets only an owner give and take %s', async (role) => {
    const employeeId = await owner.employee();
    expect(code(await change(admin, employeeId, { role }).expect(403))).toBe('role-refused');
    await change(owner, employeeId, { role }).expect(200);
    for (const body of [{ role: 'employee' }, { active: false }])
      expect(code(await change(admin, employeeId, body).expect(403))).toBe('role-refused');
    await change(owner, employeeId, { role: 'employee' }).expect(200);
    await admin.post('/api/v1/people', { name: 'X', email: `${role}@example.com`, role }).expect(403);
  });

  it('keeps the last active owner, also of two who end each other at once', async () => {
    const company = await app.companyWithOwner('Two owners');
    for (const body of [{ role: 'admin' }, { active: false }])
      expect(code(await change(company, company.employeeId, body).expect(409))).toBe('last-owner');
    for (let round = 0; round < 5; round += 1) {
      const second = await company.colleague('owner');
      const [a, b] = await Promise.all([
        change(company, second.employeeId, { role: 'admin' }),
        change(second, company.employeeId, { role: 'admin' }),
      ]);
      const client = await app.database.superuser();
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM people_employees WHERE company_id = $1 AND role = 'owner' AND active`,
        [company.companyId],
      );
      await client.query(`UPDATE people_employees SET role = 'owner' WHERE id = $1`, [company.employeeId]);
      await client.query(`UPDATE people_employees SET role = 'auditor' WHERE id = $1`, [second.employeeId]);
      await client.end();
      expect([a.status, b.status].filter((status) => status === 200)).toHaveLength(1);
      expect(rows).toHaveLength(1);
    }
  });

  it('leaves a role that the directory gives to the directory, but not who may sign in at all', async () => {
    const employeeId = await owner.employee();
    const client = await app.database.superuser();
    await client.query(`UPDATE people_employees SET role_source = 'directory' WHERE id = $1`, [employeeId]);
    await client.end();
    expect(code(await change(owner, employeeId, { role: 'auditor' }).expect(409))).toBe('role-of-directory');
    await change(owner, employeeId, { active: false }).expect(200);
    const owned = await change(owner, employeeId, { role: 'owner', active: true }).expect(200);
    expect(owned.body).toMatchObject({ role: 'owner', roleSource: 'holdfast' });
  });

  it('is in the log with what it was and what it is, without a name', async () => {
    const company = await app.companyWithOwner('Logged');
    const employeeId = await company.employee('Somebody Named');
    await change(company, employeeId, { role: 'auditor' }).expect(200);
    await change(company, employeeId, { role: 'auditor' }).expect(200);
    await change(company, employeeId, {}).expect(400);
    const client = await app.database.superuser();
    const { rows } = await client.query<{ record: string }>(
      `SELECT record FROM audit_events WHERE company_id = $1 AND action = 'person.changed'`,
      [company.companyId],
    );
    await client.end();
    expect(rows).toHaveLength(1);
    expect(JSON.parse(rows[0]?.record ?? '{}')).toMatchObject({
      body: {
        details: { role: 'auditor', formerRole: 'employee', active: true, formerActive: true },
      },
    });
    expect(rows[0]?.record).not.toContain('Somebody');
  });

  it('hides addresses from who may not read them, in lists, in searches and in the report', async () => {
    const auditor = await owner.colleague('auditor');
    const email = `found-${owner.employeeId.slice(0, 8)}@example.com`;
    const { id } = (await owner.post('/api/v1/people', { name: 'Quiet Person', email }).expect(201)).body as {
      id: string;
    };
    const search = `/api/v1/people?q=${email.slice(0, 14)}`;
    expect(ids(await owner.get(search))).toEqual([id]);
    const hidden = await auditor.get(search).expect(200);
    expect(hidden.body).toMatchObject({ items: [], total: 0 });
    expect((await auditor.get(`/api/v1/people/${id}`)).body).toMatchObject({
      name: 'Quiet Person',
      email: null,
    });
    const report = await auditor.get('/api/v1/reports/coverage.csv').expect(200);
    expect(report.text.split('\r\n')[0]).toBe(
      'employee,department,phone,platform,state,gaps,oldest gap since,newest backup,snapshots,copies',
    );
    expect(report.text).not.toContain('@');
  });
});
