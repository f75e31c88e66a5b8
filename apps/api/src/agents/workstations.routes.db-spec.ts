import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OwnWorkstation } from '@holdfast/contracts';
import { AgentKey } from '../testing/agent-key.js';
import { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('workstations and who ends their enrolment', () => {
  let app: TestApp;
  let owner: TestConsole;
  let mira: TestConsole;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    mira = await owner.colleague('employee');
  });
  afterAll(() => app.stop());

  const mine = async (): Promise<OwnWorkstation[]> =>
    ((await mira.get('/api/v1/account/workstations').expect(200)).body as { items: OwnWorkstation[] }).items;
  const events = async () => (await app.audit(owner.companyId)).map(({ action }) => action);

  it('are shown to their employee, with where the key lies and which phones they have', async () => {
    expect(await mine()).toEqual([]);
    const agent = await app.agentOf(owner, mira.employeeId);
    const phoneId = await agent.enrolPhone('S1', 'My phone');
    const today = new Date().toISOString().slice(0, 10);
    expect(await mine()).toEqual([
      {
        id: agent.enrolled.workstationId,
        label: 'Laptop',
        os: 'linux',
        keyStore: 'file',
        enrolledOn: today,
        lastSeenOn: today,
        phones: [{ id: phoneId, label: 'My phone' }],
        revokedOn: null,
        revokedBecause: null,
      },
    ]);
  });

  it('are cut off by their employee, and nobody else of the role', async () => {
    const agent = await app.agentOf(owner, mira.employeeId);
    const { workstationId } = agent.enrolled;
    const colleague = await owner.colleague('employee');
    await colleague.delete(`/api/v1/account/workstations/${workstationId}/agent`).expect(404);
    await agent.get('/agent/v1/policy').expect(200);
    const before = (await events()).length;
    await mira.delete(`/api/v1/account/workstations/${workstationId}/agent`).expect(204);
    await mira.delete(`/api/v1/account/workstations/${workstationId}/agent`).expect(204);
    expect((await events()).slice(before)).toEqual(['workstation.revoked']);
    expect((await agent.get('/agent/v1/policy').expect(401)).body).toMatchObject({
      code: 'agent-token-refused',
    });
    await agent.refresh().expect(400);
    expect((await mine()).find(({ id }) => id === workstationId)).toMatchObject({
      revokedOn: new Date().toISOString().slice(0, 10),
      revokedBecause: 'by-hand',
    });
  });

  it('are cut off by helpdesk, and listed as such', async () => {
    const helpdesk = await owner.colleague('helpdesk');
    const agent = await app.agentOf(owner, await owner.employee('Lost Laptop'));
    const path = `/api/v1/workstations/${agent.enrolled.workstationId}/agent`;
    await helpdesk.delete(path).expect(204);
    await agent.get('/agent/v1/policy').expect(401);
    const listed = await owner.get('/api/v1/workstations?q=Lost').expect(200);
    expect(listed.body).toMatchObject({ items: [{ revokedOn: new Date().toISOString().slice(0, 10) }] });
    const foreign = await app.companyWithOwner('Other');
    await foreign.delete(path).expect(404);
  });

  it('get tokens for everybody who has none, as a table that no spreadsheet calculates', async () => {
    const bulk = await app.companyWithOwner('Rollout');
    const have = await bulk.employee('Has One');
    await app.agentOf(bulk, have);
    const without = await bulk.employee('Has None');
    await app.sql(`UPDATE people_employees SET email = '=cmd@example.com' WHERE id = $1`, [without]);
    const left = await bulk.employee('Has Left');
    await bulk.patch(`/api/v1/people/${left}`, { active: false }).expect(200);
    const answer = await bulk.post('/api/v1/enrolment-tokens').expect(201);
    expect(answer.headers['content-type']).toMatch(/^text\/csv/);
    const [head, ...lines] = answer.text.trimEnd().split('\r\n');
    expect(head).toBe('email,token,ends');
    const rows = lines.map((line) => {
      const [email = '', token = '', ends = ''] = line.split(',');
      return { email, token, ends };
    });
    expect(rows.map(({ email }) => email).sort()).toEqual(["'=cmd@example.com", bulk.email].sort());
    const hours = (Date.parse(rows[0]?.ends ?? '') - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
    const { token } = rows.find(({ email }) => email.includes('cmd')) ?? { token: '' };
    await TestAgent.exchange(app, new AgentKey(), token).expect(200);
    await TestAgent.exchange(app, new AgentKey(), token).expect(400);
    const made = (await app.audit(bulk.companyId)).findLast(
      ({ action }) => action === 'workstation.tokens-made',
    );
    expect(made).toMatchObject({ details: { employees: 2 } });
  });
});
