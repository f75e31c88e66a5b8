import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestAgent } from '../testing/test-agent.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { SilentRuns } from './silent-runs.js';
import { TestBackup } from './testing/test-backup.js';

const progress = {
  phase: 'reading',
  filesDone: 1,
  filesTotal: 3,
  bytesDone: 10,
  bytesTotal: null,
  bytesPerSecond: null,
};

describe('runs and leases', () => {
  let app: TestApp;
  let owner: TestConsole;
  let employeeId: string;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    employeeId = await owner.employee();
    backup = await TestBackup.of(app, await app.agentOf(owner, employeeId));
  });
  afterAll(() => app.stop());

  const newestRun = async () => {
    const page = await owner.get(`/api/v1/phones/${backup.phoneId}/runs?limit=1`).expect(200);
    return (page.body as { items: { id: string; outcome: string; progress: object | null }[] }).items[0];
  };

  it('starts a run once, however often it is told, and shows its progress', async () => {
    const runId = await backup.startRun();
    await backup.startRun(runId);
    await backup.agent.patch(`/agent/v1/runs/${runId}`, { progress }).expect(204);
    expect(await newestRun()).toMatchObject({ id: runId, outcome: 'running', progress });
    const phone = await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200);
    expect(phone.body).toMatchObject({ running: true, currentRun: { id: runId } });
  });

  it('stores progress of one phase at most once a second', async () => {
    const runId = await backup.startRun();
    await backup.agent.patch(`/agent/v1/runs/${runId}`, { progress }).expect(204);
    await backup.agent
      .patch(`/agent/v1/runs/${runId}`, { progress: { ...progress, filesDone: 2 } })
      .expect(204);
    expect(await newestRun()).toMatchObject({ progress: { filesDone: 1 } });
    const uploading = { ...progress, phase: 'uploading', filesDone: 3 };
    await backup.agent.patch(`/agent/v1/runs/${runId}`, { progress: uploading }).expect(204);
    expect(await newestRun()).toMatchObject({ progress: uploading });
  });

  it('interrupts the run before when an agent starts another, and keeps the first outcome', async () => {
    const first = await backup.startRun();
    const second = await backup.startRun();
    await backup.agent
      .patch(`/agent/v1/runs/${second}`, { outcome: 'failed', cause: 'unplugged' })
      .expect(204);
    await backup.agent.patch(`/agent/v1/runs/${second}`, { outcome: 'cancelled' }).expect(204);
    const page = await owner.get(`/api/v1/phones/${backup.phoneId}/runs?limit=2`).expect(200);
    expect((page.body as { items: object[] }).items).toMatchObject([
      { id: second, outcome: 'failed', cause: 'unplugged', sentence: expect.stringContaining('unplugged') },
      { id: first, outcome: 'interrupted' },
    ]);
  });

  it('does not believe a backup that no commit proved', async () => {
    const runId = await backup.startRun();
    await backup.agent.patch(`/agent/v1/runs/${runId}`, { outcome: 'completed' }).expect(204);
    expect(await newestRun()).toMatchObject({ id: runId, outcome: 'failed' });
    const { commit } = await backup.prepare();
    await backup.commit(commit).expect(201);
    await backup.agent.patch(`/agent/v1/runs/${commit.runId}`, { outcome: 'completed' }).expect(204);
    expect(await newestRun()).toMatchObject({ id: commit.runId, outcome: 'completed' });
  });

  it('interrupts the runs of a silent agent, which go on when it speaks again', async () => {
    const runId = await backup.startRun();
    const silent = app.get(SilentRuns);
    expect(await silent.run(owner.companyId, new Date())).toBe(0);
    expect(await silent.run(owner.companyId, new Date(Date.now() + 10 * 60_000))).toBe(1);
    expect(await newestRun()).toMatchObject({ id: runId, outcome: 'interrupted' });
    await backup.agent.patch(`/agent/v1/runs/${runId}`, { progress }).expect(204);
    expect(await newestRun()).toMatchObject({ id: runId, outcome: 'running' });
  });

  it('refuses what is not a run', async () => {
    await backup.agent
      .post('/agent/v1/runs', { runId: 'x', phoneId: backup.phoneId, kind: 'backup' })
      .expect(400, /request-invalid/);
    await backup.agent
      .patch(`/agent/v1/runs/${randomUUID()}`, { outcome: 'failed' })
      .expect(404, /not-found/);
    await backup.agent.patch('/agent/v1/runs/x', { outcome: 'failed' }).expect(400);
    await owner.get(`/api/v1/phones/${randomUUID()}/runs`).expect(404);
    await owner.get(`/api/v1/phones/${randomUUID()}/snapshots`).expect(404);
    await owner.get(`/api/v1/phones/${backup.phoneId}/runs?cursor=bm8`).expect(400, /request-invalid/);
  });

  it('gives the lease of a phone to one of two workstations, with growing fences', async () => {
    const minted = await owner.post(`/api/v1/people/${employeeId}/enrolment-tokens`).expect(201);
    const second = await TestAgent.withToken(app, (minted.body as { token: string }).token);
    const serial = 'the same phone';
    const phoneId = await backup.agent.enrolPhone(serial);
    expect(await second.enrolPhone(serial)).toBe(phoneId);
    const race = await Promise.all(
      [backup.agent, second].map((agent) => agent.post('/agent/v1/leases', { phoneId })),
    );
    expect(race.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const winner = race[0]?.status === 200 ? backup.agent : second;
    const { fence } = (race[0]?.status === 200 ? race[0] : race[1])?.body as { fence: number };
    const loser = race.find((answer) => answer.status === 409);
    expect(loser?.body).toMatchObject({ code: 'lease-held' });
    expect(Number(loser?.headers['retry-after'])).toBeGreaterThan(0);
    const kept = await winner.post('/agent/v1/leases', { phoneId, fence }).expect(200);
    expect(kept.body).toMatchObject({ fence });
    const taken = await winner.post('/agent/v1/leases', { phoneId }).expect(200);
    expect(taken.body).toMatchObject({ fence: fence + 1 });
  });
});
