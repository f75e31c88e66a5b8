import type { EntityManager } from 'typeorm';

/** Employees whom it is time to decide about, and whom no other process decides about; locked until the transaction ends. */
export async function takeDue(
  db: EntityManager,
  companyId: string,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT employee_id FROM notify_due WHERE company_id = $1 AND next_at <= $2
     ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [companyId, now, limit],
  );
  return rows.map((row) => row.employee_id);
}

/** One employee, decided about by nobody else until the transaction ends. */
export async function lockDue(db: EntityManager, companyId: string, employeeId: string): Promise<void> {
  await db.query('INSERT INTO notify_due (company_id, employee_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    companyId,
    employeeId,
  ]);
  await db.query('SELECT FROM notify_due WHERE company_id = $1 AND employee_id = $2 FOR UPDATE', [
    companyId,
    employeeId,
  ]);
}

export interface DueState {
  readonly employeeId: string;
  readonly nextAt: Date | undefined;
  readonly askedAt: Date | undefined;
  readonly announcedFor: Date | undefined;
  readonly escalatedAt: Date | undefined;
  readonly clearSince: Date | undefined;
}

export async function storeDue(
  db: EntityManager,
  companyId: string,
  states: readonly DueState[],
): Promise<void> {
  await db.query(
    `UPDATE notify_due d SET next_at = s.next_at, asked_at = s.asked_at, announced_for = s.announced_for,
       escalated_at = s.escalated_at, clear_since = s.clear_since
     FROM unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
       AS s (employee_id, next_at, asked_at, announced_for, escalated_at, clear_since)
     WHERE d.company_id = $1 AND d.employee_id = s.employee_id`,
    [
      companyId,
      states.map(({ employeeId }) => employeeId),
      states.map(({ nextAt }) => nextAt ?? null),
      states.map(({ askedAt }) => askedAt ?? null),
      states.map(({ announcedFor }) => announcedFor ?? null),
      states.map(({ escalatedAt }) => escalatedAt ?? null),
      states.map(({ clearSince }) => clearSince ?? null),
    ],
  );
}

/** What was announced has not reached its person: the next reminder announces it anew, with its own notice. */
export async function withdrawAnnouncement(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<void> {
  await db.query('UPDATE notify_due SET announced_for = NULL WHERE company_id = $1 AND employee_id = $2', [
    companyId,
    employeeId,
  ]);
}

/** Everything has been closed for long enough: what comes next is another story. */
export async function forgetDue(db: EntityManager, companyId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query('DELETE FROM notify_due WHERE company_id = $1 AND employee_id = ANY($2::uuid[])', [
    companyId,
    ids,
  ]);
}
