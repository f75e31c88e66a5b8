import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type NoticeInForce, PolicyV1 } from '@holdfast/contracts';
import { AgentKey } from '../testing/agent-key.js';
import { TestAgent, tokensOf } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

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

  it('tells a new agent whose it is, and the same again, with one workstation', async () => {
    const agent = await TestAgent.withToken(app, await mint());
    expect(agent.enrolled).toMatchObject({
      employee: { id: employeeId, name: 'Mira Haddad' },
      company: { id: owner.companyId, name: 'Northwind' },
      notice: { version: 1 },
    });
    expect(Buffer.from(agent.enrolled.phoneHashKey, 'base64')).toHaveLength(32);
    expect((await agent.post('/agent/v1/enrol', laptop).expect(201)).body).toEqual(agent.enrolled);
    const [{ count } = { count: 0 }] = await app.sql<{ count: number }>(
      'SELECT count(*)::int FROM fleet_agents WHERE id = $1',
      [agent.enrolled.agentId],
    );
    expect(count).toBe(1);
  });

  it('lets an agent that has no workstation yet call nothing else', async () => {
    const key = new AgentKey();
    const tokens = tokensOf(await TestAgent.exchange(app, key, await mint()).expect(200));
    const early = TestAgent.before(app, key, tokens);
    expect((await early.get('/agent/v1/policy').expect(401)).body).toMatchObject({
      code: 'agent-token-refused',
    });
    await early.post('/agent/v1/enrol', { ...laptop, label: '' }).expect(400);
    await early.post('/agent/v1/enrol', laptop).expect(201);
    await early.get('/agent/v1/policy').expect(200);
  });

  it('refuses keys in a file where the policy wants the keychain, and enrols nothing', async () => {
    const strict = await app.companyWithOwner('Strict');
    const { body: listed } = await strict.get('/api/v1/policies').expect(200);
    const [{ id, version }] = (listed as { items: [{ id: string; version: number }] }).items;
    const policy = PolicyV1.parse({ schema: 1, name: 'Standard', limits: { keyStore: 'keychain' } });
    await strict.post(`/api/v1/policies/${id}/versions`, { basedOn: version, policy }).expect(201);
    const answer = await strict
      .post(`/api/v1/people/${await strict.employee()}/enrolment-tokens`)
      .expect(201);
    const key = new AgentKey();
    const { token } = answer.body as { token: string };
    const early = TestAgent.before(app, key, tokensOf(await TestAgent.exchange(app, key, token).expect(200)));
    expect((await early.post('/agent/v1/enrol', laptop).expect(409)).body).toMatchObject({
      code: 'key-store-refused',
    });
    await early.post('/agent/v1/enrol', { ...laptop, keyStore: 'keychain' }).expect(201);
  });

  it('takes up the workstation that was revoked when the same laptop enrols again', async () => {
    const personId = await owner.employee('Comes Back');
    const first = await app.agentOf(owner, personId);
    const phoneId = await first.enrolPhone('S-back');
    await app.revoke(first);
    await first.get('/agent/v1/policy').expect(401);
    const second = await app.agentOf(owner, personId);
    expect(second.enrolled.workstationId).toBe(first.enrolled.workstationId);
    expect(second.enrolled.agentId).not.toBe(first.enrolled.agentId);
    expect(await second.enrolPhone('S-back')).toBe(phoneId);
    // One that is enrolled stays itself: the next laptop of the same name is another one.
    const third = await app.agentOf(owner, personId);
    expect(third.enrolled.workstationId).not.toBe(first.enrolled.workstationId);
  });

  it('enrols a phone only under the notice in force, and once however often it is asked', async () => {
    const agent = await TestAgent.withToken(app, await mint());
    const early = await agent.post('/agent/v1/phones', agent.phone('S1')).expect(409);
    // The employee acknowledged nothing yet on any workstation.
    expect(early.body).toMatchObject({ code: 'notice-open' });
    const { version, sha256 } = (await agent.get('/agent/v1/notice').expect(200)).body as NoticeInForce;
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
    await app.revoke(revoked);
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
      `Bearer ${revoked.tokens.accessToken}`,
      `DPoP ${'x'.repeat(3000)}`,
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
