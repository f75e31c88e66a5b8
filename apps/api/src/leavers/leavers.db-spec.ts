import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LeaverDetail, PersonRow } from '@holdfast/contracts';
import type { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import { AgentKey } from '../testing/agent-key.js';
import { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import { TestConsole } from '../testing/test-console.js';
import { Leavers } from './leavers.js';
import { dayOf, daysAfter } from './term.js';

const by = { kind: 'system', name: 'spec' } as const;
const today = () => dayOf(new Date());
const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

describe('leavers', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  const inTenant = <T>(work: (db: Parameters<Parameters<Tenant['run']>[1]>[0]) => Promise<T>) =>
    app.get(Tenant).run(owner.companyId, work);
  const begin = (id: string) =>
    inTenant((db) => app.get(Leavers).begin(db, owner.companyId, id, { cause: 'directory-deleted', by }));
  const takeBack = (id: string) =>
    inTenant((db) => app.get(Leavers).takeBack(db, owner.companyId, id, { by }));
  const leaver = async (id: string) =>
    (await owner.get(`/api/v1/leavers/${id}`).expect(200)).body as LeaverDetail;
  const away = async (name?: string) => {
    const id = await owner.employee(name);
    await begin(id);
    return id;
  };
  const entries = async (subject: string) =>
    (
      await app.sql<{ n: number }>(
        `SELECT (SELECT count(*) FROM entry.sessions WHERE subject = $1)::int
           + (SELECT count(*) FROM sessions_open WHERE employee_id = $1)::int AS n`,
        [subject],
      )
    )[0]?.n;

  it('are cut off wherever they come from, at their next request, and once on record', async () => {
    const second = await app.companyWithOwner('Second owner');
    await second.patch(`/api/v1/people/${(await second.colleague('owner')).employeeId}`, { role: 'owner' });
    const person = await owner.colleague('admin');
    const agent = await app.agentOf(owner, person.employeeId);
    const minted = await owner.post(`/api/v1/people/${person.employeeId}/enrolment-tokens`).expect(201);
    const { token } = minted.body as { token: string };
    await person.again();
    const [left] = await begin(person.employeeId);
    expect(left).toMatchObject({
      action: 'person.left',
      details: { cause: 'directory-deleted', sessions: 2, accessUntil: daysAfter(today(), 30) },
    });
    expect(await begin(person.employeeId)).toEqual([]);
    expect(await entries(person.employeeId)).toBe(0);
    await person.get('/api/v1/overview').expect(401);
    await agent.get('/agent/v1/policy').expect(401);
    await agent.post('/agent/v1/repositories').expect(401);
    const enrolling = await TestAgent.exchange(app, new AgentKey(), token).expect(400);
    expect(enrolling.body).toMatchObject({ error: 'invalid_grant' });
    await owner.post(`/api/v1/people/${person.employeeId}/enrolment-tokens`).expect(403);
    // By break-glass account: the password is right and leads nowhere.
    const { email, password, employeeId } = second;
    await app
      .get(Tenant)
      .run(second.companyId, (db) =>
        app.get(Leavers).begin(db, second.companyId, employeeId, { cause: 'by-hand', by }),
      );
    const signIn = await app.http().post('/api/v1/session').send({ email, password });
    expect([signIn.status, codeOf(signIn)]).toEqual([401, 'sign-in-refused']);
  });

  it('are let in again as they were: role, laptop and phones', async () => {
    const person = await owner.colleague('helpdesk');
    const agent = await app.agentOf(owner, person.employeeId);
    const phone = await agent.enrolPhone();
    await begin(person.employeeId);
    expect(await takeBack(person.employeeId)).toHaveLength(1);
    expect(await takeBack(person.employeeId)).toEqual([]);
    await agent.get('/agent/v1/policy').expect(200);
    const back = await owner.get(`/api/v1/people/${person.employeeId}`).expect(200);
    expect(back.body).toMatchObject({
      role: 'helpdesk',
      active: true,
      leftOn: null,
      phones: [{ id: phone }],
    });
    await owner.get(`/api/v1/leavers/${person.employeeId}`).expect(404);
    await person.get('/api/v1/overview').expect(401);
    const again = new TestConsole(app, owner.companyId, person.employeeId, '', person.email, '');
    await (await again.again()).get('/api/v1/overview').expect(200);
  });

  it('are never the last owner, and never a stranger', async () => {
    await expect(begin(owner.employeeId)).rejects.toMatchObject({ code: 'last-owner' });
    const stranger = await app.companyWithOwner('Elsewhere');
    await expect(begin(stranger.employeeId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are who is deactivated by hand, listed with their dates, and apart from who works here', async () => {
    const id = await owner.employee('Ada Gone');
    await owner.patch(`/api/v1/people/${id}`, { active: false }).expect(200);
    const { items } = (await owner.get('/api/v1/people?who=leavers&limit=200').expect(200)).body as {
      items: z.infer<typeof PersonRow>[];
    };
    expect(items.find((one) => one.id === id)).toMatchObject({ name: 'Ada Gone', leftOn: today() });
    expect(items.every(({ active }) => !active)).toBe(true);
    const page = await owner.get('/api/v1/leavers?limit=1').expect(200);
    expect((page.body as { items: object[] }).items[0]).toMatchObject({
      ...{ id, cause: 'by-hand', state: 'open', leftOn: today(), hold: null },
      ...{ accessUntil: daysAfter(today(), 30), erasureDueOn: daysAfter(today(), 31) },
    });
    const second = await owner.get(
      `/api/v1/leavers?limit=1&cursor=${(page.body as { nextCursor: string }).nextCursor}`,
    );
    expect((second.body as { items: { id: string }[] }).items[0]?.id).not.toBe(id);
  });

  it('have the days that the company gave when they left, and more by extension, never fewer', async () => {
    const before = await away();
    expect((await owner.get('/api/v1/leaver-terms').expect(200)).body).toEqual({ accessDays: 30 });
    for (const accessDays of [13, 91, 30.5])
      await owner.put('/api/v1/leaver-terms', { accessDays }).expect(400);
    await owner.put('/api/v1/leaver-terms', { accessDays: 14 }).expect(200);
    const after = await away();
    await owner.put('/api/v1/leaver-terms', { accessDays: 30 }).expect(200);
    expect((await leaver(before)).accessUntil).toBe(daysAfter(today(), 30));
    expect(await leaver(after)).toMatchObject({
      accessUntil: daysAfter(today(), 14),
      extendableUntil: daysAfter(today(), 90),
    });
    const extend = (days: number) =>
      owner.patch(`/api/v1/leavers/${after}`, { accessUntil: daysAfter(today(), days) });
    for (const days of [13, 14, 91]) await extend(days).expect(400);
    expect((await extend(90).expect(200)).body).toMatchObject({ erasureDueOn: daysAfter(today(), 91) });
    await extend(90).expect(400);
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(actions.filter((action) => action === 'leaver.terms-changed')).toHaveLength(2);
    expect(actions.filter((action) => action === 'leaver.access-extended')).toHaveLength(1);
    const works = await owner.employee();
    for (const id of [works, owner.employeeId])
      await owner.patch(`/api/v1/leavers/${id}`, { accessUntil: daysAfter(today(), 40) }).expect(404);
  });

  it('are held for a reason, until somebody looks again, and until somebody decides', async () => {
    const id = await away();
    const hold = (days: number, reason = 'A lawsuit') =>
      owner.put(`/api/v1/leavers/${id}/hold`, { reason, reviewBy: daysAfter(today(), days) });
    for (const days of [0, 181]) await hold(days).expect(400);
    await hold(10, ' ').expect(400);
    const privacy = await owner.colleague('privacy');
    const reviewBy = daysAfter(today(), 180);
    const placed = await privacy
      .put(`/api/v1/leavers/${id}/hold`, { reason: 'A lawsuit', reviewBy })
      .expect(200);
    expect(placed.body).toMatchObject({
      erasureDueOn: null,
      hold: { reason: 'A lawsuit', placedOn: today(), reviewBy, overdue: false },
    });
    // It is the same hold, looked at again.
    expect((await hold(20, 'It goes on').expect(200)).body).toMatchObject({ hold: { reason: 'It goes on' } });
    expect(await app.sql('SELECT FROM leavers_holds WHERE employee_id = $1', [id])).toHaveLength(1);
    await app.sql(
      'UPDATE leavers_holds SET placed_on = placed_on - 30, review_by = placed_on - 1 WHERE employee_id = $1',
      [id],
    );
    expect(await leaver(id)).toMatchObject({ hold: { overdue: true }, erasureDueOn: null });
    const helpdesk = await owner.colleague('helpdesk');
    const seen = (await helpdesk.get(`/api/v1/leavers/${id}`).expect(200)).body as LeaverDetail;
    expect(seen.hold).toMatchObject({ reason: null, overdue: true });
    expect((await owner.delete(`/api/v1/leavers/${id}/hold`).expect(200)).body).toMatchObject({ hold: null });
    await owner.delete(`/api/v1/leavers/${id}/hold`).expect(404);
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(actions.slice(-4)).toEqual([
      'leaver.held',
      'person.viewed',
      'person.viewed',
      'leaver.hold-lifted',
    ]);
    const text = await app.sql<{ record: string }>('SELECT record FROM audit_events WHERE company_id = $1', [
      owner.companyId,
    ]);
    expect(text.map(({ record }) => record).join()).not.toContain('lawsuit');
  });
});
