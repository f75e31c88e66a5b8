import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { dataPack, segment, snapshotObject } from './testing/sealed-objects.js';
import { TestBackup } from './testing/test-backup.js';

describe('commitSnapshot', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()));
  });
  afterAll(() => app.stop());

  const objectFile = (name: string) =>
    join(app.dataFolder, 'objects', backup.locationId, backup.repositoryId, ...name.split('/'));

  it('records a snapshot whose every object is there, and the phone is protected', async () => {
    const { commit } = await backup.prepare();
    const answer = await backup.commit(commit).expect(201);
    expect(answer.body).toMatchObject({ copies: 1 });
    const phone = await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200);
    expect(phone.body).toMatchObject({ state: 'protected', snapshots: 1, copies: 1, gaps: [] });
    const again = await backup.commit(commit).expect(201);
    expect(again.body).toEqual(answer.body);
  });

  it('stands on its parent: only what is new is looked for', async () => {
    const first = await backup.prepare();
    await backup.commit(first.commit).expect(201);
    const second = await backup.prepare([dataPack()], [first.segment]);
    await backup.commit(second.commit).expect(201);
    const state = await backup.agent.get(`/agent/v1/repositories/${backup.repositoryId}/state`).expect(200);
    const { snapshots } = state.body as { snapshots: { objectName: string; locationIds: string[] }[] };
    expect(snapshots[0]).toMatchObject({
      objectName: second.commit.objectName,
      locationIds: [backup.locationId],
    });
  });

  it('refuses a snapshot that names an object which is not there, and says how many', async () => {
    const gone = dataPack();
    const { commit } = await backup.prepare([dataPack(), gone]);
    await rm(objectFile(gone.name));
    const answer = await backup.commit(commit).expect(409);
    expect(answer.body).toMatchObject({
      code: 'commit-incomplete',
      detail: expect.stringMatching(/^1 object/),
    });
    await backup.upload(gone);
    await backup.commit(commit).expect(201);
  });

  it('refuses a snapshot object that is absent, or not of the format', async () => {
    const { commit } = await backup.prepare();
    const absent = { ...commit, objectName: snapshotObject([segment([])]).name };
    await backup.commit(absent).expect(409, /commit-incomplete/);
    const pack = dataPack();
    const disguised = { ...pack, name: pack.name.replace('data/', 'snapshot/') };
    await backup.upload(disguised);
    await backup.commit({ ...commit, objectName: disguised.name }).expect(409, /commit-incomplete/);
  });

  it('refuses a stale fence, but answers a repeat of what was recorded', async () => {
    const { commit } = await backup.prepare();
    await backup.commit(commit).expect(201);
    const later = await backup.prepare();
    await backup.commit(commit).expect(201);
    await backup.commit({ ...later.commit, fence: commit.fence }).expect(409, /lease-stale/);
    await backup.commit(later.commit).expect(201);
  });

  it('clamps a clock that is wrong between the previous snapshot and now', async () => {
    const before = await backup.prepare();
    await backup.commit({ ...before.commit, takenAt: '2036-01-01T00:00:00Z' }).expect(201);
    const after = await backup.prepare();
    await backup.commit({ ...after.commit, takenAt: '1999-01-01T00:00:00Z' }).expect(201);
    const state = await backup.agent.get(`/agent/v1/repositories/${backup.repositoryId}/state`).expect(200);
    const { snapshots } = state.body as { snapshots: { takenAt: string }[] };
    const [newest, older] = snapshots.map((snapshot) => Date.parse(snapshot.takenAt));
    expect(newest).toBeLessThanOrEqual(Date.now());
    expect(older).toBeLessThanOrEqual(newest ?? 0);
    expect(older).toBeGreaterThan(Date.parse('2026-01-01'));
    const list = await owner.get(`/api/v1/phones/${backup.phoneId}/snapshots?limit=1`).expect(200);
    const on = new Date().toISOString().slice(0, 10);
    expect((list.body as { items: object[] }).items[0]).toMatchObject({
      takenOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      copies: [{ provenBy: 'server', location: 'This server', provenOn: on }],
    });
  });

  it('makes one snapshot of twenty commits at once', async () => {
    const { commit } = await backup.prepare();
    const before = await owner.get(`/api/v1/phones/${backup.phoneId}/snapshots`).expect(200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => backup.commit(commit)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    const after = await owner.get(`/api/v1/phones/${backup.phoneId}/snapshots`).expect(200);
    const total = (page: { body: unknown }) => (page.body as { total: number }).total;
    expect(total(after)).toBe(total(before) + 1);
  });

  it("refuses a colleague's repository, phone and run, and another company's, as not found", async () => {
    const { commit } = await backup.prepare();
    const colleague = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Colleague')));
    const stranger = await app.companyWithOwner('Elsewhere');
    const foreign = await TestBackup.of(app, await app.agentOf(stranger, await stranger.employee()));
    for (const other of [colleague, foreign]) {
      await other.commit(commit).expect(404, /not-found/);
      await other.commit({ ...commit, phoneId: other.phoneId }).expect(404, /not-found/);
      const own = await other.prepare();
      await other.commit({ ...own.commit, repositoryId: backup.repositoryId }).expect(404, /not-found/);
      await other.agent.get(`/agent/v1/repositories/${backup.repositoryId}/state`).expect(404);
      await other.agent.patch(`/agent/v1/runs/${commit.runId}`, { outcome: 'failed' }).expect(404);
      await other.agent.post('/agent/v1/leases', { phoneId: backup.phoneId }).expect(404);
      await other.agent
        .post('/agent/v1/runs', { runId: randomUUID(), phoneId: backup.phoneId, kind: 'backup' })
        .expect(404);
    }
    await backup.commit(commit).expect(201);
  });

  it('takes no commit that is not one', async () => {
    const { commit } = await backup.prepare();
    await backup.commit({ ...commit, objectName: '../../etc/passwd' }).expect(400, /request-invalid/);
    await backup.commit({ ...commit, facts: { ...commit.facts, storedBytes: -1 } }).expect(400);
    await app
      .http()
      .post('/agent/v1/snapshots')
      .send(commit)
      .expect(401, /agent-token-refused/);
  });
});
