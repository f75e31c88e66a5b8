import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TestBackup } from '../backup/testing/test-backup.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';
import { KeepTerms } from './keep-terms.js';
import { REGISTER } from './register/index.js';
import { TERMS } from './terms.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2027-03-15T10:00:00Z');
const at = (daysAgo: number, time: string): string =>
  `${new Date(NOW.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10)}T${time}Z`;

describe('terms of what is kept', () => {
  let app: TestApp;
  let owner: TestConsole;
  let backup: TestBackup;
  const snapshots: string[] = [];
  beforeAll(async () => {
    app = await TestApp.start();
    await app.stopJobs();
    owner = await app.companyWithOwner();
    backup = await TestBackup.of(app, await app.agentOf(owner, await owner.employee()), 'Pixel');
    for (let version = 0; version < 3; version += 1) {
      const { body } = await backup.commit((await backup.prepare()).commit).expect(201);
      snapshots.push((body as { snapshotId: string }).snapshotId);
    }
  });
  afterAll(() => app.stop());

  const keep = (now = NOW) => new KeepTerms(...dependencies()).run(owner.companyId, now);
  /** A fresh one each time: one of a process runs once a day. */
  const dependencies = () => {
    const { jobs, coverage } = app.get(KeepTerms) as unknown as { jobs: never; coverage: never };
    return [jobs, coverage] as const;
  };
  const moments = (table: string, column: string, id: string) =>
    app
      .sql<{ moment: string }>(
        `SELECT to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') AS moment FROM ${table}
         WHERE company_id = $1 ORDER BY array_position($2::text[], ${id}::text)`,
        [owner.companyId, snapshots],
      )
      .then((rows) => rows.map(({ moment }) => moment));

  const setTaken = async (index: number, moment: string): Promise<void> => {
    await app.sql('UPDATE backup_snapshots SET taken_at = $2, committed_at = $2 WHERE id = $1', [
      snapshots[index],
      moment,
    ]);
    await app.sql('UPDATE storage_copies SET proven_at = $2 WHERE snapshot_id = $1', [
      snapshots[index],
      moment,
    ]);
    await app.sql(
      `UPDATE backup_runs SET started_at = $2::timestamptz, reported_at = $2::timestamptz + interval '3 minutes',
         ended_at = $2::timestamptz + interval '3 minutes', outcome = 'completed' WHERE snapshot_id = $1`,
      [snapshots[index], moment],
    );
  };

  it('turn times of snapshots, copies and runs into dates after 14 days, and keep their order and how long they took', async () => {
    await setTaken(0, at(16, '17:41:09.5'));
    await setTaken(1, at(16, '08:12:30'));
    await setTaken(2, at(14, '23:59:59'));
    await keep();
    const day = at(16, '').slice(0, 10);
    expect(await moments('backup_snapshots', 'taken_at', 'id')).toEqual([
      `${day} 00:00:00.000001`,
      `${day} 00:00:00.000000`,
      `${at(14, '').slice(0, 10)} 23:59:59.000000`,
    ]);
    expect((await moments('storage_copies', 'proven_at', 'snapshot_id')).slice(0, 2)).toEqual([
      `${day} 00:00:00.000000`,
      `${day} 00:00:00.000000`,
    ]);
    const runs = await app.sql<{ took: string; coarse: boolean }>(
      `SELECT extract(epoch FROM ended_at - started_at)::int::text AS took,
         (started_at AT TIME ZONE 'UTC')::time < '00:00:01' AS coarse FROM backup_runs
       WHERE company_id = $1 AND snapshot_id IS NOT NULL ORDER BY started_at`,
      [owner.companyId],
    );
    expect(runs).toEqual([
      { took: '180', coarse: true },
      { took: '180', coarse: true },
      { took: '180', coarse: false },
    ]);
  });

  it('take what is known of the phone along: no state goes on telling when its snapshot was taken', async () => {
    await setTaken(2, at(15, '13:14:15'));
    await keep();
    const [state] = await app.sql<{ newest: Date; next: Date | null }>(
      `SELECT newest_snapshot_at AS newest, p.next_transition_at AS next FROM coverage_states s
       JOIN coverage_people p USING (company_id, employee_id) WHERE s.phone_id = $1`,
      [backup.phoneId],
    );
    expect(state?.newest.toISOString()).toBe(`${at(15, '').slice(0, 10)}T00:00:00.000Z`);
    expect(state?.next?.toISOString() ?? 'T00:00:00.000Z').toContain('T00:00:00.000Z');
  });

  it('turn times of the fleet into dates, but not what was seen yesterday', async () => {
    const old = at(20, '09:30:00');
    await app.sql('UPDATE fleet_workstations SET created_at = $1, last_seen_at = $2', [
      old,
      at(1, '09:30:00'),
    ]);
    await app.sql('UPDATE fleet_enrolments SET created_at = $1, attach_at = $1', [old]);
    await keep();
    const times = await app.sql(
      `SELECT w.created_at::time::text AS made, w.last_seen_at::time::text AS seen, n.attach_at::time::text AS attached
       FROM fleet_workstations w JOIN fleet_enrolments n ON n.workstation_id = w.id
       CROSS JOIN (SELECT set_config('timezone', 'UTC', false)) utc`,
    );
    expect(times).toEqual([{ made: '00:00:00', seen: '09:30:00', attached: '00:00:00' }]);
  });

  it('leave no old time of day anywhere, in whatever column', async () => {
    const columns = await app.sql<{ table: string; column: string }>(
      `SELECT table_name AS table, column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name = ANY($1)`,
      [Object.keys(REGISTER).filter((table) => REGISTER[table]?.by.includes('terms'))],
    );
    expect(columns.length).toBeGreaterThan(15);
    for (const { table, column } of columns)
      await app.sql(`UPDATE ${table} SET ${column} = $1 WHERE ${column} IS NOT NULL`, [at(20, '09:30:00')]);
    await keep();
    const telling: string[] = [];
    for (const { table, column } of columns) {
      const [row] = await app.sql<{ n: string }>(
        `SELECT count(*) AS n FROM ${table} WHERE (${column} AT TIME ZONE 'UTC')::time > '00:00:01'`,
      );
      if (row?.n !== '0') telling.push(`${table}.${column}`);
    }
    // A transition is of the day that the state was computed from, plus whole hours of the policy.
    expect(telling.filter((column) => column !== 'coverage_people.next_transition_at')).toEqual([]);
  });

  it.each([
    ['backup_runs', 'ended_at', TERMS.endedRuns],
    ['coverage_gaps', 'closed_at', TERMS.closedGaps],
    ['fleet_commands', 'finished_at', TERMS.finishedCommands],
    ['notify_reminders', 'sent_at', TERMS.sentReminders],
  ])('end for %s after their term, not a day before', async (table, column, days) => {
    const { companyId } = owner;
    await app.sql(
      `INSERT INTO notify_reminders (company_id, employee_id, sent_on, channel, sent_at)
       VALUES ($1, $2, $3::timestamptz, 'email', $3) ON CONFLICT DO NOTHING`,
      [companyId, owner.employeeId, at(days, '12:00:00')],
    );
    await backup.agent
      .post('/agent/v1/check-in', { agentVersion: '1', spoolBytes: 0, phones: [] })
      .expect(200);
    await owner.post(`/api/v1/phones/${backup.phoneId}/commands`, { kind: 'verify' });
    const count = async () =>
      Number((await app.sql<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n);
    const ended = table === 'backup_runs' ? ', started_at = $1' : '';
    await app.sql(`UPDATE ${table} SET ${column} = $1 ${ended}`, [at(days, '00:00:00')]);
    expect(await count()).toBeGreaterThan(0);
    const before = await count();
    await keep();
    expect(await count()).toBe(before);
    await keep(new Date(NOW.getTime() + DAY_MS));
    expect(await count()).toBe(0);
  });
});
