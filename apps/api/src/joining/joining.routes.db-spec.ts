import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type LeaverRepository,
  type LeaverSession,
  PolicyV1,
  type RepositoryOfEmployee,
  type WaitingJoinRequest,
} from '@holdfast/contracts';
import { dataPack } from '../backup/testing/sealed-objects.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { newTestCode } from '../leavers/testing/test-code.js';
import { deleteOldJoinRequests } from './old-rows.js';
import { TenantJobs } from '../database/index.js';
import { publishAsIs } from '../policies/testing/publish-as-is.js';
import type { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { asks, newRequest } from './testing/test-joining.js';

const codeOf = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const welcome = randomBytes(32).toString('base64');

describe('a second workstation', () => {
  let app: TestApp;
  let owner: TestConsole;
  let employee: TestConsole;
  let first: TestBackup;
  let second: TestAgent;
  let stranger: TestAgent;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employee = await owner.colleague('employee');
    first = await TestBackup.of(app, await app.agentOf(owner, employee.employeeId));
    await first.commit((await first.prepare()).commit).expect(201);
    second = await app.agentOf(owner, employee.employeeId);
    stranger = await app.agentOf(owner, await owner.employee());
  });
  afterAll(() => app.stop());

  const opened = async (agent: TestAgent) =>
    (await agent.post('/agent/v1/repositories').expect(200)).body as RepositoryOfEmployee;
  const waiting = async (agent = first.agent) =>
    ((await agent.get('/agent/v1/join-requests').expect(200)).body as { items: WaitingJoinRequest[] }).items;
  const stateOf = async (id: string, agent = second) =>
    ((await agent.get(`/agent/v1/join-requests/${id}`).expect(200)).body as { state: string }).state;
  const answer = (id: string, what: string, by = first.agent, body: object = {}) =>
    by.post(`/agent/v1/join-requests/${id}/${what}`, body);

  it('asks, is told to the others and to its person, and writes to a repository of its own meanwhile', async () => {
    expect((await opened(second)).repositoryId).toBe(first.repositoryId);
    expect(codeOf(await stranger.post('/agent/v1/join-requests', newRequest()).expect(404))).toBe(
      'not-found',
    );
    const request = newRequest();
    await asks(second, request);
    // A lost reply.
    await asks(second, request);
    expect(await waiting()).toEqual([
      expect.objectContaining({
        id: request.id,
        publicKey: request.publicKey,
        tag: request.tag,
        triesLeft: 5,
      }),
    ]);
    expect(await waiting(second)).toEqual([]);
    const mine = (await employee.get('/api/v1/my/join-requests').expect(200)).body as { items: object[] };
    expect(mine.items).toEqual([expect.objectContaining({ id: request.id, label: 'Laptop', os: 'linux' })]);
    expect((await owner.get('/api/v1/my/join-requests')).body).toEqual({ items: [] });
    const checkIn = { agentVersion: '0.1.0', spoolBytes: 0, phones: [] };
    const told = (await first.agent.post('/agent/v1/check-in', checkIn).expect(200)).body as {
      commands: { kind: string; text: string }[];
    };
    expect(told.commands.map(({ kind, text }) => [kind, text])).toEqual([
      ['notify', expect.stringContaining('holdfast approve')],
    ]);
    const place = await opened(second);
    expect(place).toMatchObject({
      mainRepositoryId: first.repositoryId,
      interim: [{ repositoryId: place.repositoryId, workstationId: second.enrolled.workstationId }],
    });
    expect(place.repositoryId).not.toBe(first.repositoryId);
    expect((await opened(first.agent)).repositoryId).toBe(first.repositoryId);
  });

  it('backs up there, under one quota with the main one, and nobody else reaches it', async () => {
    const interim = await TestBackup.of(app, second, 'Second phone');
    await interim.commit((await interim.prepare()).commit).expect(201);
    const state = await first.agent.get(`/agent/v1/repositories/${interim.repositoryId}/state`).expect(200);
    expect((state.body as { snapshots: object[] }).snapshots).toHaveLength(1);
    await stranger.get(`/agent/v1/repositories/${interim.repositoryId}/state`).expect(404);
    const [{ held } = { held: 0 }] = await app.sql<{ held: number }>(
      `SELECT sum(stored_bytes)::int AS held FROM storage_holdings WHERE company_id = $1`,
      [owner.companyId],
    );
    const limit = (quotaBytesPerEmployee: number | null) =>
      publishAsIs(
        app,
        owner.companyId,
        PolicyV1.parse({ schema: 1, name: 'Standard', limits: { quotaBytesPerEmployee } }),
      );
    await limit(held + 1500);
    await interim.sign([dataPack(1000)]).expect(200);
    expect(codeOf(await first.sign([dataPack(1000)]).expect(422))).toBe('over-quota');
    await limit(null);
  });

  it('is let in by another one of the same person only, and writes to the main one once it is in', async () => {
    const [{ id } = { id: '' }] = await waiting();
    for (const by of [second, stranger])
      for (const what of ['approval', 'refusal', 'wrong-codes'])
        expect(codeOf(await answer(id, what, by, what === 'approval' ? { welcome } : {}).expect(404))).toBe(
          'not-found',
        );
    await stranger.get(`/agent/v1/join-requests/${id}`).expect(404);
    await answer(id, 'approval', first.agent, { welcome }).expect(204);
    for (const what of ['approval', 'refusal', 'wrong-codes'])
      expect(codeOf(await answer(id, what, first.agent, { welcome }))).toMatch(
        /join-request-over|request-invalid/,
      );
    const told = (await second.get(`/agent/v1/join-requests/${id}`).expect(200)).body;
    expect(told).toMatchObject({ state: 'approved', welcome });
    const before = await opened(second);
    expect(before.repositoryId).not.toBe(first.repositoryId);
    await second.post('/agent/v1/repositories/joined').expect(204);
    await second.post('/agent/v1/repositories/joined').expect(204);
    const after = await opened(second);
    expect(after.repositoryId).toBe(first.repositoryId);
    expect(after.interim.map(({ repositoryId }) => repositoryId)).toEqual([before.repositoryId]);
    expect(await stateOf(id)).toBe('joined');
    const actions = (await app.audit(owner.companyId)).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('join.'))).toEqual([
      'join.asked',
      'join.approved',
      'join.joined',
    ]);
  });

  it('is refused by five wrong codes, by its person, by time, and by another question of its own', async () => {
    const guessed = await asks(second);
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect((await answer(guessed, 'wrong-codes').expect(200)).body).toEqual({ triesLeft });
    expect(await stateOf(guessed)).toBe('refused');
    expect(codeOf(await answer(guessed, 'approval', first.agent, { welcome }).expect(409))).toBe(
      'join-request-over',
    );
    const refused = await asks(second);
    await owner.post(`/api/v1/my/join-requests/${refused}/refusal`).expect(404);
    await employee.post(`/api/v1/my/join-requests/${refused}/refusal`).expect(204);
    expect(await stateOf(refused)).toBe('refused');
    const refusals = (await app.audit(owner.companyId)).filter(({ action }) => action === 'join.refused');
    expect(refusals.map(({ actor }) => actor.kind)).toEqual(['agent', 'person']);
    const older = await asks(second);
    const late = await asks(second);
    expect([await stateOf(older), await stateOf(late)]).toEqual(['ended', 'waiting']);
    await app.sql("UPDATE joining_requests SET ends_at = now() - interval '1 s' WHERE id = $1", [late]);
    expect([await stateOf(late), await waiting()]).toEqual(['ended', []]);
    await answer(late, 'approval', first.agent, { welcome }).expect(409);
    const there = await opened(second);
    const again = await asks(second);
    // Another key could not write what that one wrote: it gets a repository of its own.
    const own = await opened(second);
    expect(own.repositoryId).not.toBe(there.repositoryId);
    await asks(second, { ...newRequest(), publicKey: (await waiting())[0]?.publicKey ?? '' });
    expect(await stateOf(again)).toBe('ended');
    expect((await opened(second)).repositoryId).toBe(own.repositoryId);
  });

  it('takes everything with it where its person leaves: both are exported, and the rows end', async () => {
    await app.revoke(second);
    expect(await waiting()).toEqual([]);
    await first.upload(...newTestCode().wraps());
    const code = newTestCode();
    await first.upload(...code.wraps(2));
    await owner.patch(`/api/v1/people/${employee.employeeId}`, { active: false }).expect(200);
    const link = (await owner.post(`/api/v1/leavers/${employee.employeeId}/link`).expect(201)).body as {
      url: string;
    };
    const call = (path: string, bearer: string, body: object = {}) =>
      app.http().post(`/leaver/v1/${path}`).set('authorization', `Bearer ${bearer}`).send(body);
    const token = link.url.split('#')[1];
    const open = (await app.http().post('/leaver/v1/sessions').send({ token }).expect(201))
      .body as LeaverSession;
    const asked = (await call('challenges', open.token).expect(201)).body as {
      challenge: string;
      publicKey: string;
    };
    const proof = { challenge: asked.challenge, answer: code.answer(asked) };
    const proven = (await call('proofs', open.token, proof).expect(201)).body as LeaverSession;
    const kept = (
      await app.http().get('/leaver/v1/repository').set('authorization', `Bearer ${proven.token}`).expect(200)
    ).body as LeaverRepository;
    expect([kept.repositoryId, kept.interim.length]).toEqual([first.repositoryId, 1]);
    const rows = () => app.sql('SELECT FROM joining_requests WHERE company_id = $1', [owner.companyId]);
    expect(await rows()).not.toHaveLength(0);
    const old = (before: Date) =>
      app
        .get(TenantJobs)
        .run(owner.companyId, (db) => deleteOldJoinRequests(db, [owner.companyId, before, 1000]));
    await old(new Date(Date.now() - 60_000));
    expect(await rows()).not.toHaveLength(0);
    await old(new Date(Date.now() + 60_000));
    expect(await rows()).toHaveLength(0);
  });
});
