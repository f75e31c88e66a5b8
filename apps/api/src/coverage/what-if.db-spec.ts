import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PolicyV1, type PolicyV1Input, type WhatIf } from '@holdfast/contracts';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { ResumeWhatIfs } from './what-if/resume-what-ifs.js';

const DAY = 86_400_000;
const GIB = 1024 ** 3;

describe('what a draft would change', () => {
  let app: TestApp;
  let owner: TestConsole;
  let policyId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
    const page = await owner.get('/api/v1/policies').expect(200);
    policyId = (page.body as { items: [{ id: string }] }).items[0].id;
    for (const name of ['Ada', 'Bob', 'Cy']) {
      const backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee(name)));
      for (let version = 0; version < 3; version++)
        await backup.commit((await backup.prepare()).commit).expect(201);
    }
    // Bob's is three days old: fine by now, too old for a stricter policy.
    await app.sql(
      `UPDATE backup_snapshots SET taken_at = now() - interval '3 days' WHERE phone_id IN (SELECT p.id FROM fleet_phones p
       JOIN people_employees e ON e.id = p.employee_id WHERE e.name = 'Bob')`,
    );
  });
  afterAll(() => app.stop());

  const draft = (differing: Partial<PolicyV1Input> = {}) =>
    PolicyV1.parse({ schema: 1, name: 'Standard', ...differing });
  const one = async (id: string) =>
    (await owner.get(`/api/v1/policies/what-if/${id}`).expect(200)).body as WhatIf;
  const ask = async (policy: PolicyV1, of: string | undefined = policyId) => {
    const { body } = await owner.post('/api/v1/policies/what-if', { policy, policyId: of }).expect(202);
    const { id } = body as { id: string };
    for (;;) {
      const found = await one(id);
      if (found.state !== 'running') return found;
      await new Promise((later) => setTimeout(later, 20));
    }
  };

  it('is nothing for the policy as it is', async () => {
    const { state, progress, result } = await ask(draft());
    expect({ state, progress }).toEqual({ state: 'done', progress: { people: 4, of: 4 } });
    expect(result).toMatchObject({
      people: { covered: 4, protectedNow: 3, protectedThen: 3, lost: 0, won: 0 },
      losers: [],
      upload: { phones: 0, bytes: 0, categories: [] },
      prune: { versions: 0, keptVersions: 0 },
      cost: null,
    });
    expect(result?.gaps.every((gap) => gap.now === gap.then)).toBe(true);
  });

  it('names who would lose protection, and why', async () => {
    const { result } = await ask(draft({ schedule: { everyHours: 24, maxAgeHours: 48 } }));
    expect(result).toMatchObject({
      people: { protectedNow: 3, protectedThen: 2, lost: 1, won: 0 },
      losers: [{ name: 'Bob', gaps: ['overdue'] }],
    });
    expect(result?.gaps[0]).toEqual({ code: 'overdue', now: 0, then: 1 });
    const kept = await app.sql('SELECT FROM coverage_gaps WHERE code = $1', ['overdue']);
    expect(kept).toEqual([]);
  });

  it('says what would be uploaded, let go of and paid, by the prices of the locations', async () => {
    const [location] = await app.sql<{ id: string }>(
      'SELECT id FROM storage_locations WHERE company_id = $1',
      [owner.companyId],
    );
    await app.sql('UPDATE storage_holdings SET stored_bytes = $1', [10 * GIB]);
    const price = { perGibMonth: 0.02, currency: 'EUR', asOf: '2026-11-01' };
    await owner.patch(`/api/v1/locations/${location?.id ?? ''}`, { price }).expect(200);
    await app.sql(
      "UPDATE backup_snapshots SET taken_at = taken_at - interval '40 days' * n.n FROM (SELECT id, row_number() OVER (PARTITION BY phone_id ORDER BY committed_at DESC) - 1 AS n FROM backup_snapshots) n WHERE n.id = backup_snapshots.id",
    );
    await app.sql(
      `UPDATE backup_snapshots SET facts = jsonb_set(facts, '{categories}', facts->'categories' ||
         '[{"category": "music", "files": 10, "bytes": 5000000, "added": 0, "changed": 0, "removed": 0, "highEntropyChangedBytes": 0}]')`,
    );
    const { categories } = draft().scope;
    const { result } = await ask(
      draft({
        scope: { categories: [...categories, 'music'], optionalCategories: ['music'] },
        retention: {
          keepLast: 1,
          daily: 0,
          weekly: 0,
          monthly: 0,
          yearly: 0,
          minimumAgeDays: 1,
          minimumCount: 1,
        },
      }),
    );
    expect(result?.upload).toEqual({ phones: 3, bytes: 15_000_000, categories: ['music'] });
    expect(result?.prune).toMatchObject({ versions: 6, keptVersions: 0 });
    expect(result?.cost).toMatchObject({ currency: 'EUR', now: 0.6, pricesAsOf: '2026-11-01' });
    expect(result?.cost?.then).toBeCloseTo(0.6, 1);
    expect(result?.cost?.leavesOut).toContain('requests and traffic');
  });

  it('is stopped when somebody says so, taken up when its process is gone, and forgotten after a day', async () => {
    const insert = async (beat: string) => {
      const [row] = await app.sql<{ id: string }>(
        `INSERT INTO coverage_what_ifs (company_id, id, asked_by, asked_at, policy, policy_id, beat_at, of)
         VALUES ($1, gen_random_uuid(), $2, now(), $3, $4, now() + $5::interval, 4) RETURNING id`,
        [owner.companyId, owner.employeeId, JSON.stringify(draft()), policyId, beat],
      );
      return row?.id ?? '';
    };
    const [stopped, forsaken] = [await insert('1 hour'), await insert('-2 minutes')];
    await owner.post('/api/v1/policies/what-if', { policy: draft() }).expect(429, /too-many-requests/);
    await owner.delete(`/api/v1/policies/what-if/${stopped}`).expect(204);
    await owner.delete(`/api/v1/policies/what-if/${stopped}`).expect(404);
    await app.get(ResumeWhatIfs).run(owner.companyId, new Date());
    while ((await one(forsaken)).state === 'running') await new Promise((later) => setTimeout(later, 20));
    expect([(await one(stopped)).state, (await one(forsaken)).state]).toEqual(['cancelled', 'done']);
    await app.get(ResumeWhatIfs).run(owner.companyId, new Date(Date.now() + 2 * DAY));
    await owner.get(`/api/v1/policies/what-if/${forsaken}`).expect(404);
  });

  it('is for who publishes policies, of their own company', async () => {
    const asked = { policy: draft(), policyId };
    await (await owner.colleague('auditor')).post('/api/v1/policies/what-if', asked).expect(403);
    const stranger = await app.companyWithOwner('Elsewhere');
    await stranger.post('/api/v1/policies/what-if', asked).expect(404);
    await stranger.get(`/api/v1/policies/what-if/${randomUUID()}`).expect(404);
  });
});
