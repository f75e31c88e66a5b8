import { PolicyV1, type WhatIf, type WhatIfResult } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** What is asked: a draft, and in whose place it would come (null: it would cover everybody). */
export interface AskedWhatIf {
  readonly id: string;
  readonly policy: PolicyV1;
  readonly policyId: string | null;
}

export async function insertWhatIf(
  db: EntityManager,
  companyId: string,
  asked: AskedWhatIf & { readonly by: string },
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO coverage_what_ifs (company_id, id, asked_by, asked_at, policy, policy_id, beat_at, of)
     SELECT $1, $2, $3, $4, $5, $6, $4, count(*)::int FROM coverage_people WHERE company_id = $1 AND standing IS NOT NULL`,
    [companyId, asked.id, asked.by, now, JSON.stringify(asked.policy), asked.policyId],
  );
}

export async function countRunning(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ running: number }[]>(
    `SELECT count(*)::int AS running FROM coverage_what_ifs WHERE company_id = $1 AND state = 'running'`,
    [companyId],
  );
  return row?.running ?? 0;
}

export async function whatIfById(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<WhatIf | undefined> {
  const [row] = await db.query<
    { state: WhatIf['state']; people: number; of: number; result: WhatIfResult | null }[]
  >('SELECT state, people, of, result FROM coverage_what_ifs WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
  ]);
  return row && { id, state: row.state, progress: { people: row.people, of: row.of }, result: row.result };
}

/** Answers whether there was a running one. */
export async function cancelWhatIf(db: EntityManager, companyId: string, id: string): Promise<boolean> {
  const [, rows] = await db.query<[unknown, number]>(
    `UPDATE coverage_what_ifs SET state = 'cancelled' WHERE company_id = $1 AND id = $2 AND state = 'running'`,
    [companyId, id],
  );
  return rows === 1;
}

/** Those whose process was not heard of since `before`: whoever takes one works on it from its beginning. */
export async function takeForsaken(
  db: EntityManager,
  companyId: string,
  before: Date,
  now: Date,
): Promise<string[]> {
  const [rows] = await db.query<[{ id: string }[], number]>(
    `UPDATE coverage_what_ifs SET beat_at = $3, people = 0
     WHERE company_id = $1 AND state = 'running' AND beat_at < $2 RETURNING id`,
    [companyId, before, now],
  );
  return rows.map(({ id }) => id);
}

export async function askedWhatIf(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<AskedWhatIf | undefined> {
  const [row] = await db.query<{ policy: unknown; policy_id: string | null }[]>(
    'SELECT policy, policy_id FROM coverage_what_ifs WHERE company_id = $1 AND id = $2',
    [companyId, id],
  );
  return row && { id, policy: PolicyV1.parse(row.policy), policyId: row.policy_id };
}

/** Tells how far it has come; answers whether somebody still wants to know. */
export async function tellProgress(
  db: EntityManager,
  companyId: string,
  id: string,
  people: number,
): Promise<boolean> {
  const [, rows] = await db.query<[unknown, number]>(
    `UPDATE coverage_what_ifs SET people = $3, beat_at = clock_timestamp()
     WHERE company_id = $1 AND id = $2 AND state = 'running'`,
    [companyId, id, people],
  );
  return rows === 1;
}

/** Its end; undefined: it failed. What was cancelled stays so. */
export async function endWhatIf(
  db: EntityManager,
  companyId: string,
  id: string,
  result: WhatIfResult | undefined,
): Promise<void> {
  await db.query(
    `UPDATE coverage_what_ifs SET state = $3, result = $4, people = CASE WHEN $3 = 'done' THEN of ELSE people END
     WHERE company_id = $1 AND id = $2 AND state = 'running'`,
    [companyId, id, result ? 'done' : 'failed', result ? JSON.stringify(result) : null],
  );
}

/** Nobody reads yesterday's; drafts are not kept. */
export async function forgetOld(db: EntityManager, companyId: string, before: Date): Promise<void> {
  await db.query('DELETE FROM coverage_what_ifs WHERE company_id = $1 AND asked_at < $2', [
    companyId,
    before,
  ]);
}

/** People in scope by id, from the one after `after`. */
export async function peopleInScope(
  db: EntityManager,
  companyId: string,
  after: string | undefined,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT employee_id FROM coverage_people WHERE company_id = $1 AND standing IS NOT NULL
       AND ($2::uuid IS NULL OR employee_id > $2) ORDER BY employee_id LIMIT $3`,
    [companyId, after ?? null, limit],
  );
  return rows.map((row) => row.employee_id);
}
