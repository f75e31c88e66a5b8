import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type PolicyChecked, type PolicyPresetRow, PolicyV1 } from '@holdfast/contracts';
import type { z } from 'zod';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

describe('routes of policies', () => {
  let app: TestApp;
  let owner: TestConsole;
  let id: string;
  const policy = (everyHours: number) =>
    PolicyV1.parse({ schema: 1, name: 'Standard', schedule: { everyHours } });
  const publish = (basedOn: number, everyHours: number) =>
    owner.post(`/api/v1/policies/${id}/versions`, { basedOn, policy: policy(everyHours) });

  beforeAll(async () => {
    app = await TestApp.start();
    owner = await app.companyWithOwner();
    const page = await owner.get('/api/v1/policies').expect(200);
    expect(page.body).toMatchObject({ total: 1, nextCursor: null, items: [{ version: 1, phones: 0 }] });
    id = (page.body as { items: { id: string }[] }).items[0]?.id ?? '';
  });
  afterAll(() => app.stop());

  it('begins with the default policy, told as a paragraph', async () => {
    const answer = await owner.get(`/api/v1/policies/${id}`).expect(200);
    expect(answer.body).toMatchObject({
      policy: {
        name: 'Standard',
        scope: { categories: ['photos', 'videos', 'documents', 'contacts'], optionalCategories: [] },
      },
    });
    expect((answer.body as { summary: string }).summary).not.toContain('where it can');
  });

  it('publishes on top of the version that was seen, and tells who came second', async () => {
    const answer = await publish(1, 12).expect(201);
    expect(answer.body).toMatchObject({ version: 2, policy: { schedule: { everyHours: 12 } } });
    await publish(1, 6).expect(409, /version-conflict/);
    const race = await Promise.all([publish(2, 5), publish(2, 7)]);
    expect(race.map((one) => one.status).sort()).toEqual([201, 409]);
    const versions = await owner.get(`/api/v1/policies/${id}/versions?limit=2`).expect(200);
    const page = versions.body as { items: object[]; nextCursor: string; total: number };
    expect(page).toMatchObject({
      total: 3,
      items: [{ version: 3, publishedBy: 'Olga Owner' }, { version: 2 }],
    });
    const rest = await owner.get(`/api/v1/policies/${id}/versions?limit=2&cursor=${page.nextCursor}`);
    expect(rest.body).toMatchObject({ nextCursor: null, items: [{ version: 1, publishedBy: 'Holdfast' }] });
  });

  it('reads nothing beyond the default before its reason is on record', async () => {
    const asked = PolicyV1.parse({ schema: 1, name: 'Chats', scope: { categories: ['photos', 'chats'] } });
    const url = `/api/v1/policies/${id}/versions`;
    const missing = { path: 'policy.privacy', code: 'reason-missing' };
    const refused = await owner.post(url, { basedOn: 3, policy: asked }).expect(422);
    expect(refused.body).toMatchObject({ code: 'policy-refused', issues: [missing] });
    const privacy = { ...asked.privacy, purpose: 'Talks with clients', lawfulBasis: 'agreement' };
    await owner.post(url, { basedOn: 3, policy: { ...asked, privacy } }).expect(422, /agreement-missing/);
    const named = { ...privacy, worksCouncilAgreement: 'Of 1 May 2026' };
    await owner.post(url, { basedOn: 3, policy: { ...asked, privacy: named } }).expect(201);
  });

  it('reads no iPhone whole before its reason is on record', async () => {
    const asked = PolicyV1.parse({ schema: 1, name: 'Whole', scope: { iosBackup: 'whole' } });
    const url = `/api/v1/policies/${id}/versions`;
    await owner.post(url, { basedOn: 4, policy: asked }).expect(422, /reason-missing/);
    const privacy = { ...asked.privacy, purpose: 'Phones hold the trip records', lawfulBasis: 'contract' };
    const told = await owner.post(url, { basedOn: 4, policy: { ...asked, privacy } }).expect(201);
    expect(told.body).toMatchObject({ policy: { scope: { iosBackup: 'whole' } } });
    expect((told.body as { summary: string }).summary).toContain('Reads iPhones whole');
  });

  it('lists each thing that can never be met, and publishes what is only doubtful', async () => {
    const asked = PolicyV1.parse({
      schema: 1,
      name: 'Never',
      schedule: { everyHours: 48, maxAgeHours: 24 },
      copies: { required: 2, offSite: 3, jurisdictions: ['FR'] },
      proof: { verifyEveryDays: 0, fullReadEveryDays: 0, drillEveryDays: 0 },
    });
    const refused = await owner.post(`/api/v1/policies/${id}/versions`, { basedOn: 5, policy: asked });
    expect(refused.status).toBe(422);
    expect((refused.body as { issues: { code: string }[] }).issues.map(({ code }) => code)).toEqual([
      ...['due-later-than-overdue', 'off-site-beyond-required', 'no-location-in-jurisdiction'],
    ]);
    const checked = await owner.post('/api/v1/policies/checks', { policyId: id, policy: asked }).expect(200);
    const { findings, changes, summary, covers } = checked.body as z.infer<typeof PolicyChecked>;
    expect(findings.map(({ level, code }) => `${level} ${code}`)).toContain('warning never-proven');
    expect(changes).toContainEqual({ path: 'schedule.maxAgeHours', from: 168, to: 24 });
    expect(summary).toContain('every 2 days');
    expect(covers).toEqual({ people: 1, phones: 0 });
    expect((await owner.get(`/api/v1/policies/${id}`)).body).toMatchObject({ version: 5 });
    await owner.post('/api/v1/policies/checks', { policyId: randomUUID(), policy: asked }).expect(404);
  });

  it('knows in which country somebody has said that a location lies', async () => {
    const copies = { jurisdictions: ['FR'] };
    const asked = PolicyV1.parse({ schema: 1, name: 'In France', copies });
    const codes = async () => {
      const answer = await owner.post('/api/v1/policies/checks', { policy: asked }).expect(200);
      return (answer.body as z.infer<typeof PolicyChecked>).findings.map(({ code }) => code);
    };
    expect(await codes()).toContain('no-location-in-jurisdiction');
    const [at] = ((await owner.get('/api/v1/locations')).body as { items: { id: string }[] }).items;
    await owner.patch(`/api/v1/locations/${at?.id ?? ''}`, { jurisdiction: 'FR' }).expect(200);
    expect(await codes()).not.toContain('no-location-in-jurisdiction');
  });

  it('offers presets, each of which can be published or says what it needs first', async () => {
    const { items } = (await owner.get('/api/v1/policies/presets').expect(200)).body as {
      items: z.infer<typeof PolicyPresetRow>[];
    };
    const needs = items.map(({ id: preset, findings }) => [
      preset,
      findings.flatMap(({ level, code }) => (level === 'refused' ? [code] : [])),
    ]);
    expect(needs).toEqual([
      ['weekly-photos-and-documents', []],
      ['high-risk-team', ['too-few-locations', 'too-few-off-site', 'reason-missing']],
      ['work-folders-only', []],
    ]);
    const weekly = items[0]?.policy;
    const made = await owner.post('/api/v1/policies', { policy: weekly }).expect(201);
    expect(made.body).toMatchObject({ version: 1, people: 0, phones: 0, policy: weekly });
    await owner.post('/api/v1/policies', { policy: weekly }).expect(422, /name-taken/);
    const url = `/api/v1/policies/${(made.body as { id: string }).id}`;
    await owner.post(`${url}/retirement`).expect(204);
    await owner.post(`${url}/retirement`).expect(404);
    await owner.post(`/api/v1/policies/${id}/retirement`).expect(409, /policy-assigned/);
    await owner.post(`${url}/versions`, { basedOn: 1, policy: weekly }).expect(404);
    expect((await owner.get('/api/v1/policies')).body).toMatchObject({ total: 1 });
    await owner.get(`${url}/versions`).expect(200, /Weekly photos/);
    const { retiredOn } = (await owner.get(url)).body as { retiredOn: string };
    expect(retiredOn).toBe(new Date().toISOString().slice(0, 10));
    await owner.post('/api/v1/policies', { policy: weekly }).expect(201);
  });

  it('puts on record who makes, assigns and retires, and nothing of what was only tried', async () => {
    const before = (await app.audit(owner.companyId)).length;
    const asked = PolicyV1.parse({ schema: 1, name: 'Another' });
    await owner.post('/api/v1/policies/checks', { policy: asked }).expect(200);
    const made = ((await owner.post('/api/v1/policies', { policy: asked })).body as { id: string }).id;
    const assign = async (policyId: string, dryRun: boolean) => {
      const { revision: basedOn } = (await owner.get('/api/v1/policies/assignments')).body as {
        revision: number;
      };
      const assignments = [{ policyId, groupId: null, priority: 0 }];
      await owner.put('/api/v1/policies/assignments', { basedOn, assignments, dryRun }).expect(200);
    };
    await assign(made, true);
    await assign(made, false);
    await assign(id, false);
    await owner.post(`/api/v1/policies/${made}/retirement`).expect(204);
    const written = (await app.audit(owner.companyId)).slice(before);
    expect(written.map(({ action, object }) => [action, object?.id === made])).toEqual([
      ['policy.added', true],
      ['policy.assigned', false],
      ['policy.assigned', false],
      ['policy.retired', true],
    ]);
  });

  it('lets nobody change or remove a published version, not even the owner of the table', async () => {
    const superuser = await app.database.superuser();
    await superuser.query(`SELECT set_config('app.company_id', '${owner.companyId}', false)`);
    for (const statement of ['UPDATE policy_versions SET version = 9', 'DELETE FROM policy_versions']) {
      await expect(superuser.query(statement)).rejects.toThrow('immutable');
      await superuser.query('SET ROLE holdfast_api');
      await expect(superuser.query(statement)).rejects.toThrow('permission denied');
      await superuser.query('RESET ROLE');
    }
    await superuser.end();
  });

  it('refuses what is not a policy, another company and other roles', async () => {
    const misspelt = { ...policy(1), shedule: {} };
    await owner
      .post(`/api/v1/policies/${id}/versions`, { basedOn: 3, policy: misspelt })
      .expect(400, /request-invalid/);
    await owner.get(`/api/v1/policies/${randomUUID()}`).expect(404, /not-found/);
    await owner.get(`/api/v1/policies/${randomUUID()}/versions`).expect(404);
    await owner
      .post(`/api/v1/policies/${randomUUID()}/versions`, { basedOn: 1, policy: policy(1) })
      .expect(404);
    await owner.get('/api/v1/policies?cursor=nonsense').expect(400);
    const stranger = await app.companyWithOwner('Elsewhere');
    await stranger.get(`/api/v1/policies/${id}`).expect(404);
    await stranger
      .post(`/api/v1/policies/${id}/versions`, { basedOn: 3, policy: policy(1) })
      .expect(404, /not-found/);
    const auditor = await owner.colleague('auditor');
    await auditor
      .post(`/api/v1/policies/${id}/versions`, { basedOn: 3, policy: policy(1) })
      .expect(403, /role-refused/);
    await app.http().get('/api/v1/policies').expect(401);
  });
});
