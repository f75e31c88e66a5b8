import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Tenant } from '../database/index.js';
import type { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Fleet } from './fleet.js';

describe('routes of the fleet', () => {
  let app: TestApp;
  let owner: TestConsole;
  let agent: TestAgent;
  let phoneId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    agent = await app.agentOf(owner, await owner.employee());
    phoneId = await agent.enrolPhone();
  });
  afterAll(() => app.stop());

  const inCompany = <T>(work: Parameters<Tenant['run']>[1]): Promise<T> =>
    app.get(Tenant).run(owner.companyId, work) as Promise<T>;

  it('lists workstations with dates, not times', async () => {
    const { body } = await owner.get('/api/v1/workstations?q=lap').expect(200);
    expect(body).toEqual({
      total: 1,
      nextCursor: null,
      items: [
        {
          id: agent.enrolled.workstationId,
          label: 'Laptop',
          os: 'linux',
          agentVersion: '0.1.0',
          employee: { id: agent.enrolled.employee.id, name: 'Mira Haddad' },
          lastSeenOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
          phones: 1,
          revokedOn: null,
          keyStore: 'file',
        },
      ],
    });
    expect((await owner.get('/api/v1/workstations?q=nothing').expect(200)).body).toMatchObject({
      total: 0,
      items: [],
    });
    await owner.get('/api/v1/workstations?cursor=W10').expect(400);
  });

  it('queues a command for the workstation of the phone, once while it waits', async () => {
    const path = `/api/v1/phones/${phoneId}/commands`;
    const first = await owner.post(path, { kind: 'backup' }).expect(202);
    const again = await owner.post(path, { kind: 'backup' }).expect(202);
    expect(again.body).toEqual(first.body);
    const { workstationId } = agent.enrolled;
    const fleet = app.get(Fleet);
    const caller = {
      companyId: owner.companyId,
      workstationId,
      agentId: agent.enrolled.agentId,
      employeeId: agent.enrolled.employee.id,
    };
    const pending = async (...finishedCommands: string[]) => {
      const said = { workstationId, agentVersion: '0.1.0', attach: [], finishedCommands };
      return (await fleet.checkIn(caller, said)).commands ?? [];
    };
    const { id } = first.body as { id: string };
    expect(await pending()).toEqual([{ id, kind: 'backup', phoneId, text: null }]);
    expect(await pending(id, randomUUID())).toEqual([]);
    expect(await pending()).toEqual([]);
  });

  it('refuses an unknown kind, an unknown phone, a reader and another company', async () => {
    const path = `/api/v1/phones/${phoneId}/commands`;
    expect((await owner.post(path, { kind: 'restore' }).expect(400)).body).toMatchObject({
      code: 'request-invalid',
    });
    await owner.post(`/api/v1/phones/${randomUUID()}/commands`, { kind: 'backup' }).expect(404);
    await owner.post('/api/v1/phones/x/commands', { kind: 'backup' }).expect(400);
    await (await owner.colleague('auditor')).post(path, { kind: 'backup' }).expect(403);
    const stranger = await app.companyWithOwner('Stranger');
    expect((await stranger.post(path, { kind: 'backup' }).expect(404)).body).toMatchObject({
      code: 'not-found',
    });
    expect((await stranger.get('/api/v1/workstations').expect(200)).body).toMatchObject({ total: 0 });
  });

  it('records what is attached, and passes over phones that are not enrolled there', async () => {
    const fleet = app.get(Fleet);
    const attach = [
      { phoneId, attach: 'ready' },
      { phoneId: randomUUID(), attach: 'ready' },
    ];
    const { workstationId } = agent.enrolled;
    const caller = {
      companyId: owner.companyId,
      workstationId,
      agentId: agent.enrolled.agentId,
      employeeId: agent.enrolled.employee.id,
    };
    await fleet.checkIn(caller, { workstationId, agentVersion: '0.2.0', attach, finishedCommands: [] });
    const phone = await inCompany((db) => fleet.phone(db, owner.companyId, phoneId));
    expect(phone).toMatchObject({ attached: true, attach: 'ready', workstation: { agentVersion: '0.2.0' } });
  });
});
