import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CompanyCounts } from '@holdfast/contracts';
import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Installation, Tenant, TenantJobs } from '../database/index.js';
import { statementsOf } from '../testing/routes/statements.js';
import { TestApp } from '../testing/test-app.js';
import { TestConsole } from '../testing/test-console.js';
import { TestOperator } from '../testing/test-operator.js';
import { CountCompany } from './count-company.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code;
interface Founded {
  readonly id: string;
  readonly owner: { readonly token: string; readonly expiresAt: string; readonly address: string };
}

describe('operators', () => {
  let app: TestApp;
  let client: pg.Client;
  let operator: TestOperator;
  beforeAll(async () => {
    app = await TestApp.start({ OPERATORS: '1' });
    client = await app.database.superuser();
    operator = await TestOperator.of(app);
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
  });

  const found = async (name: string) =>
    (await operator.post('/operator/v1/companies', { name }).expect(201)).body as Founded;
  const companies = async (query = '') =>
    (await operator.get(`/operator/v1/companies${query}`).expect(200)).body as {
      items: CompanyCounts[];
      nextCursor: string | null;
      total: number;
    };
  const eventsOf = async (companyId: string) => {
    const { rows } = await client.query<{ record: string }>(
      'SELECT record FROM audit_events WHERE company_id = $1 ORDER BY seq',
      [companyId],
    );
    return rows.map(
      ({ record }) => (JSON.parse(record) as { body: { action: string; actor: { kind: string } } }).body,
    );
  };

  it('make a company, hand it over by a token that is shown once, and see it in counts at once', async () => {
    const made = await found('  Fabrikam ');
    expect(made.owner.address).toBe('http://localhost:13199/set-up');
    const hours = (Date.parse(made.owner.expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71.9);
    const [row] = (await companies('?q=fabri')).items;
    expect(row).toMatchObject({ id: made.id, name: 'Fabrikam', employees: 0, phones: 0, protected: 0 });
    expect(row?.firstSteps.filter(({ done }) => done).map((step) => step.code)).toEqual([
      'storage',
      'policy',
    ]);
    const owner = await TestConsole.setUp(app, made.id, made.owner.token);
    await owner.get('/api/v1/overview').expect(200);
  });

  it('replace the token until there is an owner, and have no way in from then on', async () => {
    const made = await found('Handed over');
    const again = await operator.post(`/operator/v1/companies/${made.id}/owner-token`).expect(201);
    const { token } = again.body as Founded['owner'];
    const owner = await TestConsole.setUp(app, made.id, token);
    expect(code(await operator.post(`/operator/v1/companies/${made.id}/owner-token`).expect(409))).toBe(
      'version-conflict',
    );
    const { rows } = await client.query('SELECT FROM entry.setup_tokens WHERE company_id = $1', [made.id]);
    expect(rows).toEqual([]);
    expect(code(await operator.post(`/operator/v1/companies/${randomUUID()}/owner-token`).expect(404))).toBe(
      'not-found',
    );
    expect(owner.companyId).toBe(made.id);
  });

  it('are told counts and steps of what happens there, a minute apart at most, and nothing when nothing moved', async () => {
    const made = await found('Counted');
    const owner = await TestConsole.setUp(app, made.id, made.owner.token);
    const backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
    await backup.commit((await backup.prepare()).commit).expect(201);
    const now = Date.now();
    const count = app.get(CountCompany);
    await count.run(made.id, new Date(now));
    expect((await companies('?q=counted')).items[0]).toMatchObject({
      employees: 2,
      phones: 1,
      protected: 1,
      atRisk: 0,
    });
    const version = async () =>
      (await client.query(`SELECT xmin FROM operator.company_counts WHERE company_id = $1`, [made.id])).rows;
    const before = await version();
    await count.count(made.id, new Date(now));
    expect(await version()).toEqual(before);
    await owner.employee('One more');
    await count.run(made.id, new Date(now + 59_000));
    expect(await version()).toEqual(before);
    await count.run(made.id, new Date(now + 61_000));
    expect((await companies('?q=counted')).items[0]?.employees).toBe(3);
  });

  it('page through companies by name', async () => {
    for (const name of ['Paged c', 'Paged A', 'Paged b']) await found(name);
    const first = await companies('?q=paged&limit=2');
    expect(first.items.map(({ name }) => name)).toEqual(['Paged A', 'Paged b']);
    expect(first.total).toBe(3);
    const rest = await companies(`?q=paged&limit=2&cursor=${String(first.nextCursor)}`);
    expect(rest.items.map(({ name }) => name)).toEqual(['Paged c']);
    expect(rest.nextCursor).toBeNull();
  });

  it('are in both chains, the company’s and the installation’s, by pseudonym', async () => {
    const made = await found('Audited');
    await operator.post(`/operator/v1/companies/${made.id}/owner-token`).expect(201);
    const doing = (await eventsOf(made.id)).map(({ action, actor }) => `${action} ${actor.kind}`);
    expect(doing).toEqual(['company.created operator', 'company.setup-token-made operator']);
    const there = (await eventsOf(NOBODY)).slice(-2).map(({ action }) => action);
    expect(there).toEqual(['company.created', 'company.setup-token-made']);
    expect(JSON.stringify([await eventsOf(made.id), await eventsOf(NOBODY)])).not.toContain(operator.id);
  });

  it('reach no table of a tenant: each is an error without a company, and empty for the installation', async () => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.role_table_grants
       WHERE grantee = 'holdfast_api' AND privilege_type = 'SELECT' AND table_schema = 'public'
         AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'company_id')`,
    );
    expect(rows.length).toBeGreaterThan(25);
    const readable: string[] = [];
    for (const { name } of rows) {
      // A row of its own for each company makes sure that something would be found.
      const read = app.get(Installation).run((db) => db.query(`SELECT company_id FROM ${name}`));
      await read.then(
        () => readable.push(name),
        (error: Error) => {
          expect(error.message).toMatch(/app\.company_id|invalid input syntax for type uuid/);
        },
      );
      const theirs: unknown[] = await app
        .get(Tenant)
        .run(NOBODY, (db) => db.query(`SELECT FROM ${name} WHERE company_id <> $1`, [NOBODY]));
      expect(theirs).toEqual([]);
    }
    expect(readable).toEqual([]);
  });

  it('are given counts by each company about itself only', async () => {
    const [mine, theirs] = [await found('Counts itself'), await found('Counted by itself')];
    const write = (db: EntityManager, id: string): Promise<[unknown, number]> =>
      db.query('UPDATE operator.company_counts SET employees = 99 WHERE company_id = $1', [id]);
    const touched = await app.get(TenantJobs).run(mine.id, (db) => write(db, theirs.id));
    expect(touched[1]).toBe(0);
    const inserted = app.get(TenantJobs).run(mine.id, (db) =>
      db.query(
        `INSERT INTO operator.company_counts
             SELECT $1, 'x', now(), 0, 0, 0, 0, '{}', now() FROM (VALUES (1)) AS one`,
        [randomUUID()],
      ),
    );
    await expect(inserted).rejects.toThrow('row-level security');
    await expect(app.get(Installation).run((db) => write(db, mine.id))).rejects.toThrow('permission denied');
  });

  it('ask the database for nothing of people, phones or contents, whatever they ask for', async () => {
    const made = await found('Asked');
    const statements = statementsOf(app);
    await operator.get('/operator/v1/companies').expect(200);
    await operator.get('/operator/v1/operators').expect(200);
    await operator.get('/operator/v1/me').expect(200);
    await operator.post(`/operator/v1/companies/${made.id}/owner-token`).expect(201);
    await operator.post('/operator/v1/operators').expect(201);
    const tables =
      statements()
        .join('\n')
        .match(/(?:FROM|INTO|UPDATE|JOIN) ([a-z_.]+)/g) ?? [];
    expect([...new Set(tables.map((found) => found.split(' ')[1]))].sort()).toEqual([
      'audit_persons',
      'entry.accounts',
      'entry.companies',
      'entry.operator_sessions',
      'entry.operator_tokens',
      'entry.setup_tokens',
      'operator.accounts',
      'operator.company_counts',
    ]);
  });

  it('are signed out when they are deactivated; the last one stays', async () => {
    const second = await TestOperator.of(app, 'Otto Second');
    const third = await TestOperator.of(app, 'Olaf Third');
    await operator.patch(`/operator/v1/operators/${second.id}`, { active: false }).expect(200);
    expect(code(await second.get('/operator/v1/companies').expect(401))).toBe('sign-in-required');
    const both = [operator, third].map((one, index, all) =>
      one.patch(`/operator/v1/operators/${String(all[1 - index]?.id)}`, { active: false }),
    );
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    // One of two who deactivate each other at once comes too late: signed out already, or the last.
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    await client.query('UPDATE operator.accounts SET active = true WHERE id = $1', [operator.id]);
    await client.query('UPDATE operator.accounts SET active = false WHERE id = $1', [third.id]);
    operator = await TestOperator.of(app, 'Oda again');
    const names = ((await operator.get('/operator/v1/operators')).body as { items: { name: string }[] })
      .items;
    expect(names.map(({ name }) => name)).toEqual(['Oda Operator', 'Otto Second', 'Olaf Third', 'Oda again']);
  });

  it('end their session by signing out, by its idle limit and by its age', async () => {
    const one = await TestOperator.of(app, 'Short');
    await one.delete('/operator/v1/session').expect(204);
    await one.get('/operator/v1/me').expect(401);
    for (const column of ['idle_expires_at', 'expires_at']) {
      const idle = await TestOperator.of(app, `Gone by ${column}`);
      await client.query(`UPDATE entry.operator_sessions SET ${column} = now() WHERE operator_id = $1`, [
        idle.id,
      ]);
      await idle.get('/operator/v1/me').expect(401);
    }
  });

  it('need the console’s header and its own origin', async () => {
    const bare = app.http().post('/operator/v1/companies').set('cookie', operator.cookie).send({ name: 'X' });
    expect(code(await bare.expect(403))).toBe('origin-refused');
    await operator
      .post('/operator/v1/companies', { name: 'X' })
      .set('origin', 'https://evil.example')
      .expect(403);
  });
});

describe('a server without operators', () => {
  it('answers as if there were none of their routes, to whoever has a session left over', async () => {
    const app = await TestApp.start();
    const operator = await TestOperator.of(app);
    expect(code(await operator.get('/operator/v1/companies').expect(404))).toBe('not-found');
    await app.stop();
  });
});
