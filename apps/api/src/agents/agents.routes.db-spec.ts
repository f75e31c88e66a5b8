import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Tenant } from '../database/index.js';
import { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { RevokeAgent } from './revoke-agent.js';

const laptop = { label: 'Laptop', os: 'linux', agentVersion: '0.1.0', keyStore: 'file' };

describe('routes of agents', () => {
  let app: TestApp;
  let owner: TestConsole;
  let employeeId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employeeId = await owner.employee();
  });
  afterAll(() => app.stop());

  const mint = async (): Promise<string> => {
    const answer = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    return (answer.body as { token: string }).token;
  };
  const enrol = (token: string) =>
    app
      .http()
      .post('/agent/v1/enrol')
      .send({ ...laptop, token });

  it('exchanges a token for a credential once', async () => {
    const token = await mint();
    const { body } = await enrol(token).expect(201);
    expect(body).toMatchObject({
      employee: { id: employeeId, name: 'Mira Haddad' },
      company: { id: owner.companyId, name: 'Northwind' },
      notice: { version: 1 },
    });
    const { agentToken, phoneHashKey } = body as { agentToken: string; phoneHashKey: string };
    expect(agentToken).toMatch(/^hfa_[\w-]{43}$/);
    expect(Buffer.from(phoneHashKey, 'base64')).toHaveLength(32);
    expect((await enrol(token).expect(401)).body).toMatchObject({ code: 'enrolment-token-unknown' });
  });

  it('lets one of twenty win who try the same token at once', async () => {
    const token = await mint();
    const statuses = (await Promise.all(Array.from({ length: 20 }, () => enrol(token)))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(19);
    const client = await app.database.superuser();
    await client.query('DELETE FROM entry.attempts');
    await client.end();
  });

  it('tells an expired token from an unknown one', async () => {
    const token = await mint();
    const client = await app.database.superuser();
    await client.query('UPDATE entry.enrolment_tokens SET expires_at = now()');
    await client.end();
    expect((await enrol(token).expect(401)).body).toMatchObject({ code: 'enrolment-token-expired' });
    expect((await enrol('hfe_unknown-unknown').expect(401)).body).toMatchObject({
      code: 'enrolment-token-unknown',
    });
    expect((await enrol('short').expect(400)).body).toMatchObject({ code: 'request-invalid' });
  });

  it('enrols a phone only under the notice in force, and once however often it is asked', async () => {
    const agent = await TestAgent.withToken(app, await mint());
    const early = await agent.post('/agent/v1/phones', agent.phone('S1')).expect(409);
    // The employee acknowledged nothing yet on any workstation.
    expect(early.body).toMatchObject({ code: 'notice-open' });
    const { version, sha256 } = agent.enrolled.notice;
    const wrong = await agent
      .post('/agent/v1/acknowledgements', { noticeVersion: version, textSha256: '0'.repeat(64) })
      .expect(409);
    expect(wrong.body).toMatchObject({ code: 'version-conflict' });
    const right = { noticeVersion: version, textSha256: sha256 };
    await agent.post('/agent/v1/acknowledgements', right).expect(204);
    await agent.post('/agent/v1/acknowledgements', right).expect(204);
    const first = await agent.post('/agent/v1/phones', agent.phone('S1', 'Mine')).expect(201);
    const again = await agent.post('/agent/v1/phones', agent.phone('S1', 'Still mine')).expect(201);
    expect(again.body).toEqual(first.body);
    const shown = await owner.get(`/api/v1/people/${employeeId}`).expect(200);
    expect(shown.body).toMatchObject({ phones: [{ label: 'Still mine' }] });
  });

  it("refuses a colleague's phone and changes nothing of it", async () => {
    const colleague = await app.agentOf(owner, await owner.employee('Jonas Lindqvist'));
    const answer = await colleague.post('/agent/v1/phones', colleague.phone('S1', 'Stolen')).expect(409);
    expect(answer.body).toMatchObject({ code: 'phone-enrolled-elsewhere' });
    const shown = await owner.get(`/api/v1/people/${employeeId}`).expect(200);
    expect(JSON.stringify(shown.body)).not.toContain('Stolen');
  });

  it('hashes the same serial differently in another company', async () => {
    const other = await app.companyWithOwner('Other');
    const there = await app.agentOf(other, await other.employee());
    const here = await app.agentOf(owner, employeeId);
    expect(there.enrolled.phoneHashKey).not.toBe(here.enrolled.phoneHashKey);
    await there.enrolPhone('S1');
  });

  it('refuses a revoked agent, a leaver, and what is no credential, at the next request', async () => {
    const leaverId = await owner.employee('Leaver');
    const revoked = await app.agentOf(owner, employeeId);
    const leaver = await app.agentOf(owner, leaverId);
    await app
      .get(Tenant)
      .run(owner.companyId, (db) =>
        app
          .get(RevokeAgent)
          .run(db, owner.companyId, revoked.enrolled.agentId, { kind: 'system', name: 'test' }),
      );
    const client = await app.database.superuser();
    await client.query('UPDATE people_employees SET active = false, left_at = now() WHERE id = $1', [
      leaverId,
    ]);
    await client.end();
    for (const agent of [revoked, leaver]) {
      const answer = await agent.post('/agent/v1/phones', agent.phone()).expect(401);
      expect(answer.body).toMatchObject({ code: 'agent-token-refused' });
    }
    for (const header of [
      '',
      'Basic eA==',
      'Bearer',
      'Bearer x',
      `Bearer ${'x'.repeat(300)}`,
      owner.cookie,
    ]) {
      await app.http().get('/agent/v1/policy').set('authorization', header).expect(401);
    }
  });

  it('is not let in by a session, nor the console by a credential', async () => {
    await owner.get('/agent/v1/policy').expect(401);
    const agent = await app.agentOf(owner, employeeId);
    await agent.get('/api/v1/people').expect(401);
  });
});
