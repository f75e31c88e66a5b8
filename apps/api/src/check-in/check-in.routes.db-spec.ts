import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('routes of the check-in', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
  });
  afterAll(() => app.stop());

  const checkIn = (attach: string, more: object = {}, phoneId = backup.phoneId) =>
    backup.agent.post('/agent/v1/check-in', {
      agentVersion: '0.1.0',
      spoolBytes: 0,
      phones: [{ phoneId, attach }],
      ...more,
    });

  it('answers the policy, the notice, the newest snapshots and when to come back', async () => {
    const first = await checkIn('detached').expect(200);
    expect(first.body).toMatchObject({
      policyVersion: 1,
      commands: [],
      notice: { acknowledged: true },
      phones: [{ phoneId: backup.phoneId, newestSnapshotAt: null }],
    });
    const { nextCheckInSeconds } = first.body as { nextCheckInSeconds: number };
    expect(nextCheckInSeconds).toBeGreaterThanOrEqual(50);
    expect(nextCheckInSeconds).toBeLessThanOrEqual(70);
    const { commit } = await backup.prepare();
    await backup.commit(commit).expect(201);
    const second = await checkIn('ready').expect(200);
    expect(second.body).toMatchObject({ nextCheckInSeconds: 5 });
    await backup.agent.patch(`/agent/v1/runs/${commit.runId}`, { outcome: 'completed' }).expect(204);
    expect((await checkIn('ready').expect(200)).body).toMatchObject({ nextCheckInSeconds: 10 });
    expect(
      (second.body as { phones: { newestSnapshotAt: string }[] }).phones[0]?.newestSnapshotAt,
    ).toBeTruthy();
    expect((await owner.get(`/api/v1/phones/${backup.phoneId}`)).body).toMatchObject({ attached: true });
  });

  it('hands out a command until the agent says that it is finished', async () => {
    const queued = await owner
      .post(`/api/v1/phones/${backup.phoneId}/commands`, { kind: 'backup' })
      .expect(202);
    const { id } = queued.body as { id: string };
    for (let times = 0; times < 2; times++) {
      const answer = await checkIn('ready').expect(200);
      expect((answer.body as { commands: object[] }).commands).toMatchObject([{ id, kind: 'backup' }]);
    }
    const done = await checkIn('ready', { finishedCommands: [id] }).expect(200);
    expect((done.body as { commands: object[] }).commands).toEqual([]);
  });

  it('answers the effective policy and why it is that one', async () => {
    const answer = await backup.agent.get('/agent/v1/policy').expect(200);
    expect(answer.body).toMatchObject({ version: 1, because: expect.stringContaining('everybody') });
    expect(Object.keys(answer.body as object).sort()).toEqual([
      ...['because', 'companyKey', 'policy', 'policyId', 'version'],
    ]);
  });

  it("ignores phones that are not this agent's, and refuses what is no check-in", async () => {
    const other = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Colleague')));
    await checkIn('locked', {}, other.phoneId).expect(200);
    expect((await owner.get(`/api/v1/phones/${other.phoneId}`)).body).toMatchObject({ attached: false });
    await checkIn('ready', {}, randomUUID()).expect(200);
    await checkIn('upside-down').expect(400, /request-invalid/);
    await checkIn('ready', { spoolBytes: -1 }).expect(400);
    await app
      .http()
      .post('/agent/v1/check-in')
      .send({})
      .expect(401, /agent-token-refused/);
    await app.http().get('/agent/v1/policy').set('authorization', 'Bearer nothing').expect(401);
  });
});
