import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Transitions } from './evaluation/transitions.js';

/** What rooms know and coverage has to hear: each of these once opened or closed no gap. */
describe('facts that coverage hears of', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Ada')));
    await backup.commit((await backup.prepare()).commit).expect(201);
  });
  afterAll(() => app.stop());

  const due = () => app.get(Transitions).run(owner.companyId, new Date());
  const open = async () => {
    const { body } = await owner.get('/api/v1/gaps?q=ada').expect(200);
    return (body as { items: { code: string }[] }).items.map(({ code }) => code);
  };
  const checkIn = (attach: string) =>
    backup.agent
      .post('/agent/v1/check-in', {
        agentVersion: '1.0.0',
        spoolBytes: 0,
        phones: [{ phoneId: backup.phoneId, attach }],
      })
      .expect(200);
  const unseenFor = (days: number) =>
    app.sql(`UPDATE fleet_workstations SET last_seen_at = now() - interval '${String(days)} days'`);

  it('an agent that was silent is back with its first check-in', async () => {
    await checkIn('detached');
    await app.sql("UPDATE fleet_phones SET created_at = now() - interval '60 days'");
    await unseenFor(20);
    await app.sql("UPDATE coverage_people SET next_transition_at = now() - interval '1 second'");
    await due();
    expect(await open()).toEqual(['agent-silent']);
    await checkIn('detached');
    expect(await open()).toEqual([]);
  });

  it('a notice that changes is open until it is read', async () => {
    await owner.post('/api/v1/notice/versions', { text: 'Read this again', basedOn: 1 }).expect(201);
    await due();
    expect(await open()).toEqual(['notice-open']);
    await backup.agent.acknowledge();
    expect(await open()).toEqual([]);
  });

  it('a recovery key is part of what is read', async () => {
    await owner.put('/api/v1/recovery-key', {
      publicKey: Buffer.alloc(32, 9).toString('base64'),
      replaces: null,
    });
    await due();
    expect(await open()).toEqual(['notice-open']);
    await backup.agent.acknowledge();
  });

  it('a workstation that is revoked leaves its person without one', async () => {
    await app.revoke(backup.agent);
    await due();
    expect(await open()).toEqual(['no-workstation']);
    const { body } = await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200);
    expect(body).toMatchObject({ state: 'protected' });
  });
});
