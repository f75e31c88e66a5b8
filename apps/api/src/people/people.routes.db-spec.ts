import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('routes of people', () => {
  let app: TestApp;
  let owner: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
  });
  afterAll(() => app.stop());

  it('adds, shows and lists an employee', async () => {
    const added = await owner
      .post('/api/v1/people', { name: ' Mira Haddad ', email: 'Mira@Example.com', department: 'Sales' })
      .expect(201);
    expect(added.body).toMatchObject({
      name: 'Mira Haddad',
      email: 'mira@example.com',
      department: 'Sales',
      role: 'employee',
      active: true,
      phones: [],
      workstations: 0,
      remindedOn: null,
    });
    const { id } = added.body as { id: string };
    expect((await owner.get(`/api/v1/people/${id}`).expect(200)).body).toEqual(added.body);
    const found = await owner.get('/api/v1/people?q=hadd').expect(200);
    expect(found.body).toMatchObject({ total: 1, nextCursor: null, items: [{ id }] });
  });

  it('lists those who may take a gap on, and nobody who has left', async () => {
    const other = await app.companyWithOwner('Of IT');
    const desk = await other.colleague('helpdesk');
    for (const role of ['auditor', 'privacy', 'employee'] as const) await other.colleague(role);
    const gone = await other.colleague('admin');
    await other.patch(`/api/v1/people/${gone.employeeId}`, { active: false }).expect(200);
    const { body } = await other.get('/api/v1/people?who=it').expect(200);
    const found = body as { items: { id: string }[]; total: number };
    expect(found.items.map(({ id }) => id).sort()).toEqual([other.employeeId, desk.employeeId].sort());
    expect(found.total).toBe(2);
  });

  it('refuses the same address twice, whatever its case', async () => {
    await owner.post('/api/v1/people', { name: 'A', email: 'twice@example.com' }).expect(201);
    const second = await owner.post('/api/v1/people', { name: 'B', email: 'TWICE@example.com' }).expect(409);
    expect(second.body).toMatchObject({ code: 'version-conflict' });
  });

  it('names every field that is wrong, and takes no unknown one', async () => {
    const answer = await owner
      .post('/api/v1/people', { name: '', email: 'no', surprise: true })
      .expect(400)
      .expect('content-type', /application\/problem\+json/);
    const { code, issues } = answer.body as { code: string; issues: { path: string }[] };
    expect(code).toBe('request-invalid');
    expect(issues.map((issue) => issue.path)).toEqual(expect.arrayContaining(['name', 'email']));
  });

  it('pages through everybody once, in the order of names, with opaque cursors', async () => {
    const other = await app.companyWithOwner('Paging');
    for (const name of ['Eve', 'adam', 'Berta', 'Özlem', '100% _Percent', 'Zoë']) await other.employee(name);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await other.get(`/api/v1/people?limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      const body = page.body as { items: { name: string }[]; nextCursor: string | null; total: number };
      expect(body.total).toBe(7);
      seen.push(...body.items.map((item) => item.name));
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(new Set(seen).size).toBe(7);
    const literal = await other.get(`/api/v1/people?q=${encodeURIComponent('% _')}`).expect(200);
    expect((literal.body as { total: number }).total).toBe(1);
  });

  it.each(['cursor=abc', 'cursor=eyJhIjoxfQ', 'limit=0', 'limit=201', 'limit=x'])(
    'refuses %s',
    async (query) => {
      const answer = await owner.get(`/api/v1/people?${query}`).expect(400);
      expect(answer.body).toMatchObject({ code: 'request-invalid' });
    },
  );

  it('answers alike for an employee of another company and for nobody', async () => {
    const stranger = await app.companyWithOwner('Stranger');
    const theirs = await stranger.employee();
    const bodies = [];
    for (const id of [theirs, randomUUID()]) {
      const shown = await owner.get(`/api/v1/people/${id}`).expect(404);
      const minted = await owner.post(`/api/v1/people/${id}/enrolment-tokens`).expect(404);
      bodies.push(
        { ...(shown.body as object), requestId: '' },
        { ...(minted.body as object), requestId: '' },
      );
    }
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  it('mints an enrolment token with the line to type, and keeps only its hash', async () => {
    const id = await owner.employee('Token Holder');
    const answer = await owner.post(`/api/v1/people/${id}/enrolment-tokens`).expect(201);
    const { token, command, expiresAt } = answer.body as Record<string, string>;
    expect(Buffer.from(String(token).slice('hfe_'.length), 'base64url').length).toBe(32);
    expect(command).toBe('holdfast enrol http://localhost:13199 --token-file FILE');
    expect(token).toMatch(/^hfe_/);
    const hours = (Date.parse(String(expiresAt)) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24.01);
  });

  it('lets readers read and only writers write', async () => {
    for (const role of ['helpdesk', 'auditor'] as const) {
      const reader = await owner.colleague(role);
      await reader.get('/api/v1/people').expect(200);
      const refused = await reader.post('/api/v1/people', { name: 'X', email: 'x@example.com' }).expect(403);
      expect(refused.body).toMatchObject({ code: 'role-refused' });
    }
    const employee = await owner.colleague('employee');
    await employee.get('/api/v1/people').expect(403);
    const admin = await owner.colleague('admin');
    const owned = { name: 'Y', email: 'y@example.com', role: 'owner' };
    await admin.post('/api/v1/people', owned).expect(403);
    await owner.post('/api/v1/people', owned).expect(201);
  });
});
