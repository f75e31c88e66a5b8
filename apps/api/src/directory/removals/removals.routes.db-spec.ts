import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Directory } from '@holdfast/contracts';
import { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';
import { TestDirectory } from '../testing/test-directory.js';

describe('removals by the directory', () => {
  let app: TestApp;
  let owner: TestConsole;
  let directory: TestDirectory;
  let people: string[];
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** A company of so many people whom its directory manages, and its owner. */
  const company = async (count: number) => {
    owner = await app.companyWithOwner();
    directory = await TestDirectory.of(app, owner);
    // By the database itself: what is looked at here is how they leave.
    const made = await app.sql<{ id: string }>(
      `WITH said AS (SELECT gen_random_uuid() AS id, 'p' || n || '@x.example' AS mail, n FROM generate_series(1, $2::int) n),
         added AS (INSERT INTO people_employees (company_id, id, name, email, role, created_at)
           SELECT $1, id, 'Person', mail, 'employee', now() + make_interval(secs => n) FROM said)
       SELECT id FROM said ORDER BY n`,
      [owner.companyId, count],
    );
    people = made.map(({ id }) => id);
    await app.sql(
      `INSERT INTO directory_people (company_id, employee_id, user_name, user_name_key, email, email_key, active)
       SELECT company_id, id, email, email, email, email, true FROM people_employees WHERE id = ANY($1)`,
      [people],
    );
  };
  const shown = async () => (await owner.get('/api/v1/directory').expect(200)).body as Directory;
  const active = async (): Promise<string[]> =>
    (
      await app.sql<{ id: string }>(
        'SELECT id FROM people_employees WHERE company_id = $1 AND active ORDER BY created_at',
        [owner.companyId],
      )
    ).map(({ id }) => id);
  const off = (id: string) =>
    directory.patch(`/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' });
  const gone = (id: string) => directory.send('delete', `/Users/${id}`);
  const actions = async () => (await app.audit(owner.companyId)).map(({ action }) => action);

  describe('of a small company', () => {
    beforeEach(() => company(8));

    it('are held past the fifth, while the directory sees what it asked for', async () => {
      for (const id of people.slice(0, 3)) await off(id).expect(200);
      for (const id of people.slice(3)) await gone(id).expect(204);
      expect(await active()).toEqual([owner.employeeId, ...people.slice(5)]);
      await directory.get(`/Users/${people[7]}`).expect(404);
      const { held, spokeOn, people: known } = await shown();
      expect(held).toMatchObject({ count: 3, of: 4, since: new Date().toISOString().slice(0, 10) });
      expect([spokeOn, known]).toEqual([held?.since, 3]);
      const list = await owner.get('/api/v1/directory/held?limit=2').expect(200);
      expect(list.body).toMatchObject({
        total: 3,
        items: [{ id: people[5], cause: 'directory-deleted' }, { id: people[6] }],
      });
      const { nextCursor } = list.body as { nextCursor: string };
      expect((await owner.get(`/api/v1/directory/held?cursor=${nextCursor}`)).body).toMatchObject({
        items: [{ id: people[7] }],
        nextCursor: null,
      });
    });

    it('that are held are carried out when an admin says so, and only those that they saw', async () => {
      for (const id of people.slice(0, 6)) await off(id).expect(200);
      const upTo = (await shown()).held?.upTo;
      await off(people[6] ?? '').expect(200);
      const answer = await owner.post('/api/v1/directory/held/confirm', { upTo }).expect(200);
      expect(answer.body).toEqual({ decided: 1, left: 0 });
      expect(await active()).toEqual([owner.employeeId, people[6], people[7]]);
      expect((await shown()).held).toMatchObject({ count: 1 });
      const log = await app.audit(owner.companyId);
      expect(log.slice(-2)).toMatchObject([
        { action: 'person.left', actor: { kind: 'person' }, details: { cause: 'directory-inactive' } },
        { action: 'directory.removals-confirmed', details: { people: 1 } },
      ]);
    });

    it('that are refused are shown to the directory as active again', async () => {
      for (const id of people.slice(0, 5)) await off(id).expect(200);
      await off(people[5] ?? '').expect(200);
      await gone(people[6] ?? '').expect(204);
      const before = await active();
      const upTo = (await shown()).held?.upTo;
      expect((await owner.post('/api/v1/directory/held/refuse', { upTo }).expect(200)).body).toEqual({
        decided: 2,
        left: 0,
      });
      expect((await shown()).held).toBeNull();
      expect(await active()).toEqual(before);
      for (const id of people.slice(5, 7))
        expect((await directory.get(`/Users/${id}`).expect(200)).body).toMatchObject({
          active: true,
          meta: { version: 'W/"3"' },
        });
      expect(await actions()).toContain('directory.removals-refused');
    });

    it('are withdrawn by the directory itself, and are nothing for who has left already', async () => {
      for (const id of people.slice(0, 6)) await off(id).expect(200);
      const [held = ''] = people.slice(5);
      await directory.patch(`/Users/${held}`, { op: 'replace', value: { active: true } }).expect(200);
      expect((await shown()).held).toBeNull();
      expect(await actions()).toContain('directory.removal-withdrawn');
      // They left already: neither counted nor held.
      await gone(people[0] ?? '').expect(204);
      expect((await shown()).held).toBeNull();
      expect(await active()).toContain(held);
    });

    it('count within the window that the company sets, and against its share', async () => {
      const set = { sharePercent: 80, windowHours: 1 };
      expect((await owner.patch('/api/v1/directory', set).expect(200)).body).toMatchObject({ limits: set });
      for (const id of people.slice(0, 7)) await off(id).expect(200);
      expect((await shown()).held).toBeNull();
      await off(people[7] ?? '').expect(200);
      expect((await shown()).held).toMatchObject({ count: 1 });
      await app.sql(
        `UPDATE directory_removed SET removed_at = removed_at - interval '61 minutes' WHERE company_id = $1`,
        [owner.companyId],
      );
      await gone(people[7] ?? '').expect(204);
      expect([await active(), (await shown()).held]).toEqual([[owner.employeeId], null]);
      expect(
        await app.sql('SELECT FROM directory_removed WHERE company_id = $1', [owner.companyId]),
      ).toHaveLength(6);
      await owner.patch('/api/v1/directory', { sharePercent: 0 }).expect(400);
    });

    it('never take the last owner', async () => {
      const body = { userName: owner.email, displayName: 'Olga Owner' };
      expect((await directory.user(body)).id).toBe(owner.employeeId);
      for (const refused of [
        await off(owner.employeeId).expect(409),
        await gone(owner.employeeId).expect(409),
        await directory.send('put', `/Users/${owner.employeeId}`, { ...body, active: false }).expect(409),
      ])
        expect(refused.body).toMatchObject({
          status: '409',
          detail: expect.stringContaining('last active owner'),
        });
      await directory.get(`/Users/${owner.employeeId}`).expect(200, /"active":true/);
      const second = await owner.colleague('owner');
      await off(owner.employeeId).expect(200);
      await owner.get('/api/v1/overview').expect(401);
      await second.get('/api/v1/overview').expect(200);
    });
  });

  it('all at once hold exactly those past the limit', async () => {
    await company(109);
    const asked = await Promise.all(people.slice(0, 100).map((id, at) => (at % 2 ? gone(id) : off(id))));
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([200, 204]));
    // A tenth of 110.
    expect(await active()).toHaveLength(110 - 11);
    expect((await shown()).held).toMatchObject({ count: 89, of: 99 });
    const left = (await actions()).filter((action) => action === 'person.left');
    expect(left).toHaveLength(11);
    await owner.post('/api/v1/directory/held/confirm', { upTo: 9 }).expect(200);
    expect(await active()).toHaveLength(90);
  });
});
