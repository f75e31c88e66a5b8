import { type PolicyV1Input, PolicyV1 } from '@holdfast/contracts';
import { NotifyRounds } from '../index.js';
import type { TestApp } from '../../testing/test-app.js';
import type { TestConsole } from '../../testing/test-console.js';

/** A company whose clock the test holds: jobs run when it says so, gaps open when it says so. */
export class TestNotify {
  private constructor(
    readonly app: TestApp,
    readonly owner: TestConsole,
  ) {}

  static async of(
    app: TestApp,
    name: string,
    reminders: PolicyV1Input['reminders'] = {},
  ): Promise<TestNotify> {
    const made = new TestNotify(app, await app.companyWithOwner(name));
    // Never quiet, unless a test is about that: it runs at any hour.
    await made.publish({ quietFromHour: 0, quietToHour: 0, ...reminders });
    await made.forget();
    return made;
  }

  get companyId(): string {
    return this.owner.companyId;
  }

  async publish(reminders: PolicyV1Input['reminders']): Promise<void> {
    const { items } = (await this.owner.get('/api/v1/policies')).body as {
      items: { id: string; version: number }[];
    };
    const [{ id, version } = { id: '', version: 1 }] = items;
    const policy = PolicyV1.parse({ schema: 1, name: 'Standard', reminders });
    await this.owner.post(`/api/v1/policies/${id}/versions`, { basedOn: version, policy }).expect(201);
  }

  /** What has happened so far concerns nobody. */
  async forget(): Promise<void> {
    for (const table of ['notify_changes', 'notify_due', 'notify_outbox', 'notify_deliveries'])
      await this.app.sql(`DELETE FROM ${table} WHERE company_id = $1`, [this.companyId]);
    await this.app.sql(
      'UPDATE coverage_gaps SET closed_at = now() WHERE company_id = $1 AND closed_at IS NULL',
      [this.companyId],
    );
    await this.app.sql('DELETE FROM notify_changes WHERE company_id = $1', [this.companyId]);
  }

  /** An employee of whom nothing is open, with their address. */
  async person(name = 'Mira Haddad'): Promise<{ id: string; email: string }> {
    const id = await this.owner.employee(name);
    await this.close(id);
    const [row] = await this.app.sql<{ email: string }>('SELECT email FROM people_employees WHERE id = $1', [
      id,
    ]);
    return { id, email: row?.email ?? '' };
  }

  async gap(
    employeeId: string,
    given: { openedAt: Date; severity?: string; code?: string; whose?: string },
  ): Promise<string> {
    const { openedAt, severity = 'risk', code = 'overdue', whose = 'employee' } = given;
    const [row] = await this.app.sql<{ id: string }>(
      `INSERT INTO coverage_gaps (company_id, id, employee_id, code, severity, since, opened_at, whose, name_key, search_key)
       SELECT $1, gen_random_uuid(), id, $3, $4, $5, $5, $6, lower(name), lower(name) FROM people_employees
       WHERE company_id = $1 AND id = $2 RETURNING id`,
      [this.companyId, employeeId, code, severity, openedAt, whose],
    );
    return row?.id ?? '';
  }

  async close(employeeId: string, at = new Date()): Promise<void> {
    await this.app.sql(
      'UPDATE coverage_gaps SET closed_at = $2 WHERE employee_id = $1 AND closed_at IS NULL',
      [employeeId, at],
    );
  }

  round(now: Date): Promise<void> {
    return this.app.get(NotifyRounds).run(this.companyId, now);
  }

  /** States of what was queued, oldest first. */
  async outbox(kind: string): Promise<string[]> {
    const rows = await this.app.sql<{ state: string }>(
      'SELECT state FROM notify_outbox WHERE company_id = $1 AND kind = $2 ORDER BY queued_at, id',
      [this.companyId, kind],
    );
    return rows.map(({ state }) => state);
  }
}

const DAY_MS = 86_400_000;

/** So many days from now; with an hour: at that hour, UTC. */
export const inDays = (days: number, hour?: number): Date => {
  const moment = new Date(Date.now() + days * DAY_MS);
  if (hour !== undefined) moment.setUTCHours(hour, 0, 0, 0);
  return moment;
};
