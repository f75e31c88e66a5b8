import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { TestApp } from '../testing/test-app.js';

describe('the log', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('holds no credential, no e-mail address and no password of a whole first hour', async () => {
    const owner = await app.companyWithOwner();
    const employeeId = await owner.employee('Unmistakable Name');
    const minted = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    const { token } = minted.body as { token: string };
    const agent = await app.agentOf(owner, employeeId);
    await agent.enrolPhone('SERIAL-424242');
    await app
      .http()
      .post('/api/v1/session')
      .send({ email: owner.email, password: 'a wrong password' })
      .expect(401);
    await app
      .http()
      .get(`/api/v1/people?q=Unmistakable&cursor=${token}`)
      .set('cookie', owner.cookie)
      .expect(400);
    const logged = app.log.all();
    expect(logged).toContain('"path":"/api/v1/session"');
    const secrets = [
      owner.password,
      owner.email,
      owner.cookie.split('=')[1] ?? '',
      'a wrong password',
      token,
      agent.tokens.accessToken,
      agent.tokens.refreshToken,
      agent.enrolled.phoneHashKey,
      'SERIAL-424242',
      'Unmistakable',
      new URL(app.database.url).password,
    ];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(5);
      expect(logged.includes(secret)).toBe(false);
    }
  });

  it('cuts secrets out of what is logged by mistake', () => {
    new Logger('test').warn({
      password: 'p4ssw0rd-x',
      body: { token: 't0ken-x' },
      headers: { cookie: 'c00kie-x' },
    });
    expect(app.log.all()).toContain('[secret]');
    expect(app.log.all()).not.toMatch(/p4ssw0rd-x|t0ken-x|c00kie-x/);
  });

  it('tells an unexpected error by its request id, and the caller nothing of it', async () => {
    const owner = await app.companyWithOwner();
    const client = await app.database.superuser();
    await client.query('ALTER TABLE people_employees RENAME COLUMN department TO departments');
    const answer = await owner.get('/api/v1/people').expect(500);
    await client.query('ALTER TABLE people_employees RENAME COLUMN departments TO department');
    await client.end();
    const { requestId, ...rest } = answer.body as { requestId: string; code: string };
    expect(rest.code).toBe('internal');
    expect(JSON.stringify(rest)).not.toMatch(/department|column|SELECT/);
    const line = app.log
      .all()
      .split('\n')
      .find((one) => one.includes(requestId) && one.includes('"level":50'));
    expect(line).toContain('department');
  });
});
