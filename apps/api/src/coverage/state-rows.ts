import type { PhoneState } from '@holdfast/contracts';
import type { FoundGap, Standing } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** One evaluation at a time for each employee; held until the transaction ends. */
export async function lockEmployee(db: EntityManager, companyId: string, employeeId: string): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 13))', [`${companyId}/${employeeId}`]);
}

export interface StoredState {
  readonly phoneId: string;
  readonly employeeId: string;
  readonly state: PhoneState;
  readonly newestSnapshotAt: Date | undefined;
  readonly snapshots: number;
  readonly copies: number;
  readonly nextTransitionAt: Date | undefined;
}

export async function storeState(
  db: EntityManager,
  companyId: string,
  state: StoredState,
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO coverage_states (company_id, phone_id, employee_id, state, newest_snapshot_at, snapshots, copies,
       evaluated_at, next_transition_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (company_id, phone_id) DO UPDATE SET employee_id = excluded.employee_id, state = excluded.state,
       newest_snapshot_at = excluded.newest_snapshot_at, snapshots = excluded.snapshots, copies = excluded.copies,
       evaluated_at = excluded.evaluated_at, next_transition_at = excluded.next_transition_at`,
    [
      companyId,
      state.phoneId,
      state.employeeId,
      state.state,
      state.newestSnapshotAt ?? null,
      state.snapshots,
      state.copies,
      now,
      state.nextTransitionAt ?? null,
    ],
  );
}

/** Where an employee stands in the headline; undefined: out of scope, and so out of it. */
export async function storeStanding(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  standing: Standing | undefined,
  now: Date,
): Promise<void> {
  if (standing === undefined) {
    await db.query('DELETE FROM coverage_people WHERE company_id = $1 AND employee_id = $2', [
      companyId,
      employeeId,
    ]);
    return;
  }
  await db.query(
    `INSERT INTO coverage_people (company_id, employee_id, standing, evaluated_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, employee_id)
       DO UPDATE SET standing = excluded.standing, evaluated_at = excluded.evaluated_at`,
    [companyId, employeeId, standing, now],
  );
}

/** The same standing and gaps for employees of whom nothing is known yet. */
export async function storeNewcomers(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  { standing, gaps }: { readonly standing: Standing; readonly gaps: readonly FoundGap[] },
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO coverage_people (company_id, employee_id, standing, evaluated_at)
     SELECT $1, id, $3, $4 FROM unnest($2::uuid[]) AS id`,
    [companyId, employeeIds, standing, now],
  );
  for (const gap of gaps)
    await db.query(
      `INSERT INTO coverage_gaps (company_id, id, employee_id, phone_id, code, severity, since, opened_at, cause)
       SELECT $1, gen_random_uuid(), id, NULL, $3, $4, $5, $6, $7 FROM unnest($2::uuid[]) AS id`,
      [companyId, employeeIds, gap.code, gap.severity, gap.since, now, gap.cause ?? null],
    );
}

/**
 * Makes the open gaps of an employee (or of one of their phones) exactly those found: closes the others, opens new
 * ones, and leaves the ones that stay as they began, but for their cause.
 */
export async function storeGaps(
  db: EntityManager,
  companyId: string,
  whose: { readonly employeeId: string; readonly phoneId: string | null },
  gaps: readonly FoundGap[],
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE coverage_gaps SET closed_at = $5 WHERE company_id = $1 AND employee_id = $2
       AND phone_id IS NOT DISTINCT FROM $3::uuid AND closed_at IS NULL AND NOT code = ANY($4::text[])`,
    [companyId, whose.employeeId, whose.phoneId, gaps.map((gap) => gap.code), now],
  );
  for (const gap of gaps) {
    await db.query(
      `INSERT INTO coverage_gaps AS g (company_id, id, employee_id, phone_id, code, severity, since, opened_at, cause)
       VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (company_id, employee_id, phone_id, code) WHERE closed_at IS NULL
         DO UPDATE SET cause = excluded.cause WHERE g.cause IS DISTINCT FROM excluded.cause`,
      [companyId, whose.employeeId, whose.phoneId, gap.code, gap.severity, gap.since, now, gap.cause ?? null],
    );
  }
}

/** A phone that its person released has no state any more, and its gaps ended then. */
export async function forgetReleased(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  await db.query(
    `WITH released AS (
       SELECT id FROM fleet_phones WHERE company_id = $1 AND employee_id = $2 AND released_on IS NOT NULL
     ), ended AS (
       UPDATE coverage_gaps SET closed_at = $3
       WHERE company_id = $1 AND employee_id = $2 AND phone_id IN (SELECT id FROM released) AND closed_at IS NULL
     )
     DELETE FROM coverage_states WHERE company_id = $1 AND phone_id IN (SELECT id FROM released)`,
    [companyId, employeeId, now],
  );
}

/** Employees with a phone whose state changes by time alone, oldest first, that no other process works on. */
export async function dueEmployees(
  db: EntityManager,
  companyId: string,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT employee_id FROM coverage_states WHERE company_id = $1 AND next_transition_at <= $2
     ORDER BY next_transition_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [companyId, now, limit],
  );
  return [...new Set(rows.map((row) => row.employee_id))].sort();
}

/** Makes every phone due, so that the transitions job evaluates all of them anew in batches. */
export async function makeAllDue(db: EntityManager, companyId: string, now: Date): Promise<void> {
  await db.query('UPDATE coverage_states SET next_transition_at = $2 WHERE company_id = $1', [
    companyId,
    now,
  ]);
}

/** Makes these employees due, as `makeAllDue` does. */
export async function makeDue(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  now: Date,
): Promise<void> {
  await db.query(
    'UPDATE coverage_states SET next_transition_at = $3 WHERE company_id = $1 AND employee_id = ANY($2::uuid[])',
    [companyId, employeeIds, now],
  );
}

export async function statesOf(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, PhoneState>> {
  if (phoneIds.length === 0) return new Map();
  const rows = await db.query<{ phone_id: string; state: PhoneState }[]>(
    'SELECT phone_id, state FROM coverage_states WHERE company_id = $1 AND phone_id = ANY($2::uuid[])',
    [companyId, phoneIds],
  );
  return new Map(rows.map((row) => [row.phone_id, row.state]));
}
