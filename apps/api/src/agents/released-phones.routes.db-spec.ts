import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccessLogItem } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Transitions } from '../coverage/index.js';
import type { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

describe('a phone that is released', () => {
  let app: TestApp;
  let owner: TestConsole;
  let mira: TestConsole;
  let agent: TestAgent;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    mira = await owner.colleague('employee');
    agent = await app.agentOf(owner, mira.employeeId);
  });
  afterAll(() => app.stop());

  const own = (id: string): string => `/api/v1/account/phones/${id}/enrolment`;
  const released = async () =>
    (await app.audit(owner.companyId)).filter(({ action }) => action === 'phone.released');
  const checkIn = async (phones: readonly string[]): Promise<string[]> => {
    const said = phones.map((phoneId) => ({ phoneId, attach: 'detached' }));
    const { body } = await agent
      .post('/agent/v1/check-in', { agentVersion: '0.1.0', spoolBytes: 0, phones: said })
      .expect(200);
    return (body as { phones: { phoneId: string }[] }).phones.map(({ phoneId }) => phoneId);
  };
  const overview = async () =>
    (await owner.get('/api/v1/overview').expect(200)).body as {
      headline: object;
      gapsByCause: { code: string; count: number }[];
      storage: { snapshots: number };
    };

  it('leaves lists, counts and gaps at once, and its agent hears of it; what is backed up stays', async () => {
    const backup = await TestBackup.of(app, agent, 'Old phone');
    const { phoneId } = backup;
    await backup.commit((await backup.prepare()).commit).expect(201);
    await app.get(Transitions).run(owner.companyId, inDays(10));
    const before = await overview();
    expect(before.headline).toMatchObject({ notProtected: 2 });
    expect(before.gapsByCause).toContainEqual({ code: 'overdue', count: 1, sinceYesterday: 0 });
    await owner.post(`/api/v1/phones/${phoneId}/commands`, { kind: 'backup' }).expect(202);

    await mira.delete(own(phoneId)).expect(204);
    const after = await overview();
    expect(after.headline).toMatchObject({ notProtected: 2, segments: { unknown: 2 } });
    expect(after.gapsByCause.map(({ code }) => code)).toEqual(['no-phone', 'no-workstation']);
    expect((await owner.get('/api/v1/phones').expect(200)).body).toMatchObject({ items: [], total: 0 });
    await owner.get(`/api/v1/phones/${phoneId}`).expect(404);
    expect((await owner.get(`/api/v1/people/${mira.employeeId}`).expect(200)).body).toMatchObject({
      phones: [],
    });
    expect((await owner.get('/api/v1/reports/coverage.csv').expect(200)).text).not.toContain('Old phone');
    expect((await mira.get('/api/v1/account/workstations').expect(200)).body).toMatchObject({
      items: [{ phones: [] }],
    });
    expect(await checkIn([phoneId])).toEqual([]);
    await agent.post('/agent/v1/leases', { phoneId }).expect(404);

    const state = await agent.get(`/agent/v1/repositories/${backup.repositoryId}/state`).expect(200);
    expect((state.body as { snapshots: unknown[] }).snapshots).toHaveLength(1);
    await mira.delete(own(phoneId)).expect(404);
    expect(await released()).toMatchObject([{ object: { kind: 'phone', id: phoneId } }]);
  });

  it("is the same phone again when the same person enrols it, and anybody's who has it next", async () => {
    const first = await agent.enrolPhone('S-sold', 'To be sold');
    const colleague = await app.agentOf(owner, await owner.employee('Jonas Lindqvist'));
    await colleague.post('/agent/v1/phones', colleague.phone('S-sold')).expect(409);
    await agent.delete(`/agent/v1/phones/${first}`).expect(204);
    // A laptop that was off meanwhile tells its phones when it goes on: that is nobody's decision.
    const announced = { ...agent.phone('S-sold'), announced: true };
    await agent.post('/agent/v1/phones', announced).expect(404);
    expect(await agent.enrolPhone('S-sold', 'Kept after all')).toBe(first);
    await agent.post('/agent/v1/phones', announced).expect(201);
    expect(await checkIn([first])).toEqual([first]);
    await agent.delete(`/agent/v1/phones/${first}`).expect(204);
    const theirs = await colleague.enrolPhone('S-sold', 'Bought');
    expect(theirs).not.toBe(first);
    await agent.post('/agent/v1/phones', agent.phone('S-sold')).expect(409);
    await colleague.delete(`/agent/v1/phones/${theirs}`).expect(204);
    // Both at once: one of them has it.
    const race = await Promise.all(
      [agent, colleague].map((one) => one.post('/agent/v1/phones', one.phone('S-sold'))),
    );
    expect(race.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is released by its person and by IT, by nobody else, and its person sees who did', async () => {
    const phoneId = await agent.enrolPhone('S-lost', 'Lost in the lake');
    const colleague = await app.agentOf(owner, await owner.employee('Curious'));
    await colleague.delete(`/agent/v1/phones/${phoneId}`).expect(404);
    await owner.delete(own(phoneId)).expect(404);
    await (await owner.colleague('auditor')).delete(`/api/v1/phones/${phoneId}/enrolment`).expect(403);
    const other = await app.companyWithOwner('Other');
    await other.delete(`/api/v1/phones/${phoneId}/enrolment`).expect(404);
    expect(await checkIn([phoneId])).toContain(phoneId);
    const before = (await released()).length;
    await (await owner.colleague('helpdesk')).delete(`/api/v1/phones/${phoneId}/enrolment`).expect(204);
    expect(await released()).toHaveLength(before + 1);
    const { body } = await mira.get('/api/v1/me/access-log').expect(200);
    expect((body as { items: AccessLogItem[] }).items[0]).toMatchObject({
      action: 'phone.released',
      by: { role: 'helpdesk' },
      phone: { id: phoneId, label: 'Lost in the lake' },
    });
  });
});
