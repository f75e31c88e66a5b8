import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CommitFacts, type PhoneDetail, PolicyV1, type PolicyV1Input } from '@holdfast/contracts';
import type { z } from 'zod';
import { SilentRuns } from '../backup/index.js';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Transitions } from './evaluation/transitions.js';

const days = (count: number) => new Date(Date.now() + count * 86_400_000);
const counts = { files: 3, bytes: 3000, added: 3, changed: 0, removed: 0, highEntropyChangedBytes: 0 };
const waiting = {
  phase: 'waiting',
  filesDone: 0,
  filesTotal: null,
  bytesDone: 0,
  bytesTotal: null,
  bytesPerSecond: null,
  waitingFor: { step: 'passcode', askedSecondsAgo: 120, secondsLeft: 60 },
};

describe('an iPhone', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()), 'iPhone', 'ios');
  });

  const phone = async () =>
    (await owner.get(`/api/v1/phones/${backup.phoneId}`).expect(200)).body as z.infer<typeof PhoneDetail>;
  const newestRun = async () => {
    const page = await owner.get(`/api/v1/phones/${backup.phoneId}/runs?limit=1`).expect(200);
    return (page.body as { items: { outcome: string; sentence: string }[] }).items[0];
  };
  const report = (runId: string, body: object) =>
    backup.agent.patch(`/agent/v1/runs/${runId}`, body).expect(204);
  const publish = async (scope: NonNullable<PolicyV1Input['scope']>) => {
    const page = await owner.get('/api/v1/policies');
    const [{ id, version }] = (page.body as { items: [{ id: string; version: number }] }).items;
    const privacy = { purpose: 'Phones hold the trip records', lawfulBasis: 'contract' } as const;
    const policy = PolicyV1.parse({ schema: 1, name: 'iPhones', scope, privacy });
    await owner.post(`/api/v1/policies/${id}/versions`, { basedOn: version, policy }).expect(201);
  };
  const commit = async (categories: CommitFacts['categories'], leftOut: CommitFacts['leftOut'] = []) => {
    const prepared = await backup.prepare();
    const facts = { ...prepared.commit.facts, categories, leftOut };
    await backup.commit({ ...prepared.commit, facts }).expect(201);
  };

  it('waits for its person as long as the run is live, and says so in detail and lists', async () => {
    await app.get(Transitions).run(owner.companyId, days(4));
    const runId = await backup.startRun();
    expect(await phone()).toMatchObject({ running: true, waitingFor: null, state: 'never-backed-up' });
    await report(runId, { progress: waiting });
    const told = await phone();
    expect(told.waitingFor).toMatchObject({ step: 'passcode' });
    expect(told.waitingFor?.askedSecondsAgo).toBeGreaterThanOrEqual(120);
    expect(told.waitingFor?.secondsLeft).toBeLessThanOrEqual(60);
    expect(told.currentRun).toMatchObject({
      sentence: 'Backup waits for the passcode to be typed on the phone.',
      progress: { phase: 'waiting', waitingFor: { step: 'passcode' } },
    });
    const list = await owner.get('/api/v1/phones').expect(200);
    expect(list.body).toMatchObject({ items: [{ waitingFor: { step: 'passcode' } }] });
    const unlock = { ...waiting, waitingFor: { step: 'unlock', askedSecondsAgo: 0, secondsLeft: null } };
    await report(runId, { progress: unlock });
    expect((await phone()).waitingFor).toMatchObject({ step: 'unlock', secondsLeft: null });
  });

  it('that nobody came to was interrupted, in neutral words, and nothing of the waiting is kept', async () => {
    const runId = await backup.startRun();
    await report(runId, { progress: waiting });
    await report(runId, { outcome: 'failed', cause: 'passcode-not-given', progress: waiting });
    expect(await newestRun()).toMatchObject({
      outcome: 'interrupted',
      cause: 'passcode-not-given',
      sentence:
        'Backup waited for the passcode to be typed on the phone, and stopped; the next one asks again.',
    });
    const silent = await backup.startRun();
    await report(silent, { progress: waiting });
    await app.get(SilentRuns).run(owner.companyId, new Date(Date.now() + 10 * 60_000));
    const replaced = await backup.startRun();
    await report(replaced, { progress: waiting });
    await backup.startRun();
    const superuser = await app.database.superuser();
    const kept = await superuser.query(
      `SELECT FROM backup_runs WHERE outcome <> 'running' AND company_id = '${owner.companyId}' AND progress::text ~ 'ask'`,
    );
    await superuser.end();
    expect(kept.rowCount).toBe(0);
    expect((await phone()).waitingFor).toBeNull();
  });

  it('is in the state of waiting while a run waits, and in its own before and after', async () => {
    await commit([{ category: 'photos', ...counts }]);
    await publish({ categories: ['photos'], iosBackup: 'whole' });
    await app.get(Transitions).run(owner.companyId, days(9));
    expect(await phone()).toMatchObject({
      state: 'at-risk',
      gaps: [{ code: 'overdue', nextStep: expect.stringContaining('types the passcode on it') }],
    });
    await publish({
      categories: ['photos', 'contacts', 'calls'],
      optionalCategories: ['contacts'],
      iosBackup: 'whole',
    });
    const state = async () => (await phone()).state;
    const runId = await backup.startRun();
    await report(runId, { progress: waiting });
    expect(await state()).toBe('waiting');
    await report(runId, { progress: { ...waiting, phase: 'reading', waitingFor: undefined } });
    expect(await state()).not.toBe('waiting');
    const silent = await backup.startRun();
    await report(silent, { progress: waiting });
    expect(await state()).toBe('waiting');
    await app.get(SilentRuns).run(owner.companyId, new Date(Date.now() + 10 * 60_000));
    expect(await state()).not.toBe('waiting');
  });

  it('is asked for its photos and videos only, where it is not read whole', async () => {
    await commit([{ category: 'photos', ...counts }]);
    expect(await phone()).toMatchObject({ state: 'protected', gaps: [] });
    expect((await phone()).protects).toContain('Backs up photos and videos every');
  });

  it('lacks what only an encrypted backup holds: a gap with its cause until one is', async () => {
    await publish({ categories: ['photos', 'calls'], iosBackup: 'whole' });
    const photos = { category: 'photos', ...counts } as const;
    await commit(
      [photos, { category: 'calls', ...counts }],
      [{ category: 'calls', cause: 'iphone-not-encrypted', count: 1 }],
    );
    expect(await phone()).toMatchObject({
      state: 'at-risk',
      gaps: [{ code: 'partial', severity: 'risk', nextStep: expect.stringContaining('turn encryption on') }],
    });
    expect((await owner.get('/api/v1/gaps?code=partial').expect(200)).body).toMatchObject({ total: 1 });
    await commit([photos], [{ category: 'other', cause: 'iphone-password-unknown', count: 1 }]);
    expect((await phone()).gaps).toMatchObject([
      { sentence: expect.stringContaining('a password that is not known') },
    ]);
    await commit([photos, { category: 'calls', ...counts }]);
    expect(await phone()).toMatchObject({ state: 'protected', gaps: [] });
  });

  it('is protected by encrypted backups only, where the policy takes no other', async () => {
    await publish({ categories: ['photos'], iosBackup: 'whole', iosEncryptedBackup: 'required' });
    const photos = { category: 'photos', ...counts } as const;
    await commit([photos], [{ category: 'health', cause: 'iphone-not-encrypted', count: 1 }]);
    expect(await phone()).toMatchObject({ state: 'at-risk', snapshots: 1, gaps: [{ code: 'partial' }] });
    await commit([photos]);
    expect(await phone()).toMatchObject({ state: 'protected', gaps: [] });
  });
});
