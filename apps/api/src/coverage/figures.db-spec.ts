import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBackup } from '../backup/testing/test-backup.js';
import { Tenant } from '../database/index.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { Coverage } from './coverage.js';
import { Transitions } from './evaluation/transitions.js';
import { CloseDays } from './history/close-days.js';
import { FoldCounts } from './rollups/fold-counts.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const dateOf = (at: Date) => at.toISOString().slice(0, 10);

/** Counts as they are kept, beside the same counted from the rows they are of. */
const COUNTS = `
  WITH kept AS (SELECT metric, key, sum(value)::int AS value FROM (
      SELECT metric, key, value FROM coverage_counts WHERE company_id = $1
      UNION ALL SELECT metric, key, delta FROM coverage_deltas WHERE company_id = $1) c GROUP BY metric, key),
    real AS (
      SELECT 'people' AS metric, standing AS key, count(*)::int AS value FROM coverage_people
        WHERE company_id = $1 AND standing IS NOT NULL GROUP BY standing
      UNION ALL SELECT 'phones', state, count(*)::int FROM coverage_states WHERE company_id = $1 GROUP BY state
      UNION ALL SELECT 'age', 'in-scope', count(*)::int FROM coverage_states WHERE company_id = $1
      UNION ALL SELECT 'age', 'within', count(*)::int FROM coverage_states WHERE company_id = $1 AND within_age
      UNION ALL SELECT 'gaps', code, count(*)::int FROM coverage_gaps
        WHERE company_id = $1 AND closed_at IS NULL GROUP BY code
      UNION ALL SELECT 'exempt-gaps', code, count(*)::int FROM coverage_gaps
        WHERE company_id = $1 AND closed_at IS NULL AND exemption_id IS NOT NULL GROUP BY code
      UNION ALL SELECT 'agents', agent_version, count(*)::int FROM coverage_states
        WHERE company_id = $1 AND agent_version <> '' GROUP BY agent_version
      UNION ALL SELECT 'systems', system, count(*)::int FROM coverage_states
        WHERE company_id = $1 AND system <> '' GROUP BY system
      UNION ALL SELECT 'snapshots', '', sum(snapshots)::int FROM coverage_states WHERE company_id = $1
      UNION ALL SELECT 'bytes', '', sum(stored_bytes)::int FROM coverage_people WHERE company_id = $1)
  SELECT coalesce(k.metric, r.metric) AS metric, coalesce(k.key, r.key) AS key, coalesce(k.value, 0) AS kept,
    coalesce(r.value, 0) AS real FROM kept k FULL JOIN real r USING (metric, key)
  WHERE coalesce(k.value, 0) <> coalesce(r.value, 0)`;

describe('figures of coverage', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee('Ada', 'Sales')));
    await owner.employee('Bob', 'Sales');
    await owner.employee('Cy', 'Legal');
  });
  afterAll(() => app.stop());

  const company = () => owner.companyId;
  const differing = () => app.sql(COUNTS, [company()]);
  const headlineOf = async () =>
    ((await owner.get('/api/v1/overview').expect(200)).body as { headline: object }).headline;
  const days = async (query: string) =>
    (await owner.get(`/api/v1/coverage/days?${query}`).expect(200)).body as {
      days: {
        day: string;
        headline: object;
        phones: number;
        phonesWithinAge: number;
        protectedCorrection: number;
      }[];
      policies: { name: string }[];
    };

  it('are what the rows say, whatever happened, folded or not', async () => {
    await backup.commit((await backup.prepare()).commit).expect(201);
    expect(await differing()).toEqual([]);
    const folding = app.get(FoldCounts);
    await Promise.all([folding.run(company()), folding.run(company()), folding.run(company())]);
    expect(await app.sql('SELECT FROM coverage_deltas WHERE company_id = $1', [company()])).toEqual([]);
    expect(await differing()).toEqual([]);
    await app.get(Transitions).run(company(), new Date(Date.now() + 8 * DAY));
    expect(await differing()).toEqual([]);
    expect(await headlineOf()).toMatchObject({
      inScope: 4,
      protected: 0,
      segments: { atRisk: 1, unknown: 3 },
    });
    await app
      .get(Tenant)
      .run(company(), (db) =>
        app
          .get(Coverage)
          .factsChanged(db, company(), { phoneId: backup.phoneId }, { employeeId: randomUUID() }),
      );
    expect(await headlineOf()).toMatchObject({ inScope: 4, protected: 1 });
    const left = await owner.employee('Di', 'Sales');
    await owner.patch(`/api/v1/people/${left}`, { active: false }).expect(200);
    expect(await differing()).toEqual([]);
    expect(await headlineOf()).toMatchObject({ inScope: 4 });
  });

  it('stay right when many processes evaluate the same people at once', async () => {
    const transitions = app.get(Transitions);
    const at = new Date(Date.now() + 9 * DAY);
    await Promise.all([
      ...[1, 2, 3, 4].map(() => transitions.run(company(), at)),
      ...[1, 2, 3].map(() =>
        app
          .get(Tenant)
          .run(company(), (db) => app.get(Coverage).factsChanged(db, company(), { phoneId: backup.phoneId })),
      ),
      app.get(FoldCounts).run(company()),
    ]);
    expect(await differing()).toEqual([]);
    const open = await app.sql(
      `SELECT employee_id, phone_id, code FROM coverage_gaps WHERE company_id = $1 AND closed_at IS NULL
       GROUP BY 1, 2, 3 HAVING count(*) > 1`,
      [company()],
    );
    expect(open).toEqual([]);
  });

  it('evaluates everybody anew for a round, in any number of processes, and only once each', async () => {
    await app.get(Tenant).run(company(), (db) => app.get(Coverage).reconsiderAll(db, company()));
    const before = new Date();
    const counts = await Promise.all(
      [1, 2, 3].map(() => app.get(Transitions).run(company(), new Date(Date.now() + 1000))),
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(5);
    expect(
      await app.sql('SELECT FROM coverage_people WHERE company_id = $1 AND evaluated_at < $2', [
        company(),
        before,
      ]),
    ).toEqual([]);
    expect(await app.sql('SELECT FROM coverage_rounds WHERE company_id = $1', [company()])).toEqual([]);
  });

  it('of a day are kept as it ended, and never change', async () => {
    owner = await app.companyWithOwner('Closing');
    const ada = await owner.employee('Ada', 'Sales');
    backup = await TestBackup.of(app, await app.agentOf(owner, ada));
    await owner.employee('Cy', 'Legal');
    await backup.commit((await backup.prepare()).commit).expect(201);
    const now = new Date();
    const tomorrow = new Date(Date.parse(dateOf(now)) + DAY);
    const closing = app.get(CloseDays);
    expect(await closing.run(company(), now)).toBe(0);
    expect(await closing.run(company(), new Date(tomorrow.getTime() + 60_000))).toBe(0);
    // Of the day after: no longer part of the one that is closed.
    await app.get(Transitions).run(company(), new Date(tomorrow.getTime() + 9 * DAY));
    const race = [1, 2, 3].map(() => closing.run(company(), new Date(tomorrow.getTime() + HOUR)));
    expect((await Promise.all(race)).reduce((sum, count) => sum + count)).toBe(1);
    const closed = (await days(`from=${dateOf(now)}`)).days;
    expect(closed).toMatchObject([
      {
        day: dateOf(now),
        headline: { inScope: 3, protected: 1, notProtected: 2 },
        phones: 1,
        phonesWithinAge: 1,
        protectedCorrection: 0,
      },
    ]);
    expect((await days(`from=${dateOf(now)}&department=Legal`)).days).toMatchObject([
      { headline: { inScope: 1, protected: 0 }, phones: 0 },
    ]);
    expect((await days(`from=${dateOf(now)}`)).policies).toMatchObject([{ name: 'Standard' }]);
    expect(await differing()).toEqual([]);
    await expect(
      app
        .get(Tenant)
        .run(company(), (db) =>
          db.query('UPDATE coverage_days SET value = 0 WHERE company_id = $1', [company()]),
        ),
    ).rejects.toThrow(/permission denied/);
  });

  it('of a clock that jumped ahead and back count nobody twice', async () => {
    await app.get(Transitions).run(company(), new Date(Date.now() + 300 * DAY));
    await app
      .get(Tenant)
      .run(company(), (db) => app.get(Coverage).factsChanged(db, company(), { phoneId: backup.phoneId }));
    expect(await differing()).toEqual([]);
    const negative = await app.sql(
      `SELECT on_date FROM (SELECT on_date, metric, key, sum(sum(value)) OVER (PARTITION BY metric, key ORDER BY on_date)
         AS upto FROM (SELECT on_date, metric, key, value FROM coverage_counts WHERE company_id = $1
         UNION ALL SELECT on_date, metric, key, delta FROM coverage_deltas WHERE company_id = $1) c
         GROUP BY on_date, metric, key) c WHERE upto < 0 OR metric = 'people' AND upto > 3`,
      [company()],
    );
    expect(negative).toEqual([]);
  });

  it('of a month are kept for each phone and each person without one, as it ended', async () => {
    owner = await app.companyWithOwner('Months');
    const ada = await owner.employee('Ada', 'Sales');
    backup = await TestBackup.of(app, await app.agentOf(owner, ada));
    await backup.commit((await backup.prepare()).commit).expect(201);
    const today = new Date();
    const nextMonth = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1));
    // As if everything had happened on the last day of the month: what changes on the first of the next is not in it.
    const last = dateOf(new Date(nextMonth.getTime() - DAY));
    await app.sql(
      'UPDATE coverage_people SET next_transition_at = NULL, changed_on = $2 WHERE company_id = $1',
      [company(), last],
    );
    await app.sql('UPDATE coverage_states SET changed_on = $2 WHERE company_id = $1', [company(), last]);
    for (const table of ['coverage_deltas', 'coverage_counts'])
      await app.sql(`UPDATE ${table} SET on_date = $2 WHERE company_id = $1`, [company(), last]);
    await app.sql('UPDATE coverage_people SET next_transition_at = $2 WHERE company_id = $1', [
      company(),
      new Date(nextMonth.getTime() + HOUR),
    ]);
    await app.sql('UPDATE backup_snapshots SET taken_at = $2 WHERE company_id = $1', [
      company(),
      new Date(nextMonth.getTime() - 7 * DAY),
    ]);
    await app.get(Transitions).run(company(), new Date(nextMonth.getTime() + HOUR));
    expect(await headlineOf()).toMatchObject({ protected: 0 });
    expect(await app.get(CloseDays).run(company(), new Date(nextMonth.getTime() + 2 * HOUR))).toBe(1);
    const rows = await app.sql(
      `SELECT to_char(month, 'YYYY-MM-DD') AS month, phone_id, department, platform, state, standing, gaps, within_age,
         copies, policy_version, late FROM coverage_months WHERE company_id = $1 ORDER BY phone_id NULLS LAST`,
      [company()],
    );
    const month = `${last.slice(0, 7)}-01`;
    expect(rows).toMatchObject([
      {
        month,
        phone_id: backup.phoneId,
        department: 'Sales',
        platform: 'android',
        state: 'protected',
        gaps: [],
      },
      { month, phone_id: null, state: 'unknown', standing: 'unknown', gaps: ['no-workstation'], late: false },
    ]);
    expect(rows[0]).toMatchObject({ standing: 'protected', within_age: true, copies: 1, policy_version: 1 });
  });

  it('get a correction beside them when damage is found that may have been there', async () => {
    const closings = await app.sql<{ day: string }>(
      `SELECT to_char(day, 'YYYY-MM-DD') AS day FROM coverage_closings WHERE company_id = $1`,
      [company()],
    );
    const day = closings[0]?.day ?? '';
    await app.sql('UPDATE coverage_gaps SET closed_at = since WHERE company_id = $1 AND phone_id = $2', [
      company(),
      backup.phoneId,
    ]);
    const later = new Date(Date.parse(day) + 3 * DAY);
    await app.sql(
      `INSERT INTO backup_runs (company_id, id, phone_id, agent_id, kind, outcome, cause, started_at, reported_at, ended_at)
       VALUES ($1, gen_random_uuid(), $2, gen_random_uuid(), 'verify', 'failed', 'unreadable', $3, $3, $3)`,
      [company(), backup.phoneId, later],
    );
    await app.sql('UPDATE coverage_people SET next_transition_at = $2 WHERE company_id = $1', [
      company(),
      later,
    ]);
    await app.get(Transitions).run(company(), later);
    const closed = (await days(`from=${day}&to=${day}`)).days;
    expect(closed).toMatchObject([{ day, headline: { protected: 1 }, protectedCorrection: -1 }]);
    await app.sql('UPDATE coverage_people SET next_transition_at = $2 WHERE company_id = $1', [
      company(),
      later,
    ]);
    await app.get(Transitions).run(company(), later);
    expect((await days(`from=${day}&to=${day}`)).days).toEqual(closed);
  });
});
