import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentRow, OpenGap } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TryLocations } from '../storage/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Transitions } from './evaluation/transitions.js';
import { FindIncidents } from './incidents/find-incidents.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe('incidents', () => {
  let app: TestApp;
  let owner: TestConsole;
  const phones: TestBackup[] = [];
  let now = new Date();
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
    for (let index = 0; index < 6; index++) {
      const agent = await app.agentOf(owner, await owner.employee(`Person ${String(index)}`));
      phones.push(await TestBackup.of(app, agent));
    }
  });
  afterAll(() => app.stop());

  const find = async () => {
    now = new Date(now.getTime() + 2 * MINUTE);
    await app.sql('UPDATE coverage_people SET next_transition_at = $1', [now]);
    await app.get(Transitions).run(owner.companyId, now);
    await app.get(FindIncidents).run(owner.companyId, now);
  };
  const incidents = async (query = 'open=yes') =>
    ((await owner.get(`/api/v1/incidents?${query}`).expect(200)).body as { items: IncidentRow[] }).items;
  const kinds = async () => (await incidents()).map(({ kind }) => kind);
  const gaps = async (query: string) =>
    ((await owner.get(`/api/v1/gaps?${query}`).expect(200)).body as { items: OpenGap[] }).items;
  const fail = async (backup: TestBackup, cause: string) => {
    for (let tries = 0; tries < 3; tries++) {
      const runId = await backup.startRun();
      await backup.agent.patch(`/agent/v1/runs/${runId}`, { outcome: 'failed', cause }).expect(204);
    }
  };

  it('tell once of a recovery key that nobody has, to one person', async () => {
    await find();
    await find();
    const open = await incidents('');
    expect(open).toMatchObject([
      { kind: 'recovery-untested', severity: 'risk', owner: { name: 'Olga Owner' }, gaps: 0, closedOn: null },
    ]);
    const { body } = await owner.get('/api/v1/overview').expect(200);
    expect(body).toMatchObject({ incidents: [{ kind: 'recovery-untested' }] });
  });

  it('explain what many agents cannot do at the storage, and let go of it when it is over', async () => {
    for (const backup of phones.slice(0, 2)) await fail(backup, 'storage-unreachable');
    await find();
    expect(await kinds()).not.toContain('storage-failing');
    await fail(phones[2] as TestBackup, 'storage-unreachable');
    await find();
    const [incident] = await incidents();
    expect(incident).toMatchObject({ kind: 'storage-failing', severity: 'lost', gaps: 3 });
    expect(await gaps(`incident=${incident?.id ?? ''}`)).toHaveLength(3);
    for (const backup of phones.slice(0, 3)) {
      await backup.commit((await backup.prepare()).commit).expect(201);
      const [run] = await app.sql<{ id: string }>(
        "SELECT id FROM backup_runs WHERE phone_id = $1 AND outcome = 'running'",
        [backup.phoneId],
      );
      await backup.agent.patch(`/agent/v1/runs/${run?.id ?? ''}`, { outcome: 'completed' }).expect(204);
    }
    await find();
    expect(await kinds()).not.toContain('storage-failing');
    expect(await incidents('open=no')).toMatchObject([
      { kind: 'storage-failing', closedOn: expect.any(String) },
    ]);
  });

  it('explain a version of the agent of which most phones fail, by counts alone', async () => {
    await app.sql("UPDATE fleet_agents SET version = '2.0.0' WHERE workstation_id = ANY($1)", [
      phones.slice(0, 5).map(({ agent }) => agent.enrolled.workstationId),
    ]);
    for (const backup of phones.slice(0, 5)) await fail(backup, 'internal');
    await find();
    const incident = (await incidents()).find(({ kind }) => kind === 'agent-version-failing');
    expect(incident).toMatchObject({ title: 'Agent 2.0.0 fails', gaps: 5 });
    expect((await gaps('code=failing')).every(({ incidentId }) => incidentId === incident?.id)).toBe(true);
  });

  it('are found before a backup fails: a location that refuses, twice, and one that ends', async () => {
    const trying = app.get(TryLocations);
    const [location] = await app.sql<{ id: string }>(
      'SELECT id FROM storage_locations WHERE company_id = $1',
      [owner.companyId],
    );
    expect(await trying.run(owner.companyId, now)).toBe(1);
    expect(await trying.run(owner.companyId, new Date(now.getTime() + 10 * MINUTE))).toBe(0);
    const [fine] = await app.sql('SELECT trouble, tries FROM storage_health');
    expect(fine).toEqual({ trouble: null, tries: 0 });
    await app.sql("UPDATE storage_health SET trouble = 'unpaid', since = now(), tries = 2");
    const soon = new Date(now.getTime() + 13 * DAY).toISOString().slice(0, 10);
    await owner
      .patch(`/api/v1/locations/${location?.id ?? ''}`, { name: 'Bucket', expiresOn: soon })
      .expect(200);
    await find();
    expect(await kinds()).toEqual(expect.arrayContaining(['location-unpaid', 'location-expiring']));
    expect(await trying.run(owner.companyId, new Date(now.getTime() + 70 * MINUTE))).toBe(1);
    await find();
    expect(await kinds()).not.toContain('location-unpaid');
  });

  it('are handed from one to another, of those who could mend them', async () => {
    const admin = await owner.colleague('admin');
    const auditor = await owner.colleague('auditor');
    const [incident] = await incidents();
    const hand = (id: string, ownerId: string) => owner.put(`/api/v1/incidents/${id}/owner`, { ownerId });
    await hand(incident?.id ?? '', admin.employeeId).expect(204);
    expect((await incidents())[0]?.owner).toMatchObject({ id: admin.employeeId });
    await hand(incident?.id ?? '', auditor.employeeId).expect(404);
    await hand(randomUUID(), admin.employeeId).expect(404);
    expect((await app.audit(owner.companyId)).map(({ action }) => action)).toContain('incident.handed');
  });
});
