import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/**
 * Where a person and their phones stood, and their gaps, open and past. What a closed month and a correction say of them stays
 * as a figure, of a person and phones that nobody can name any more.
 */
export async function eraseCoverageOf(db: EntityManager, person: ErasedPerson): Promise<RowsErased> {
  await eraseDepartment(db, person);
  const unnamed: Record<string, number> = {};
  for (const table of ['coverage_months', 'coverage_corrections']) {
    const [, rows] = await db.query<[unknown, number]>(
      `UPDATE ${table} t SET employee_id = p.pseudonym, phone_id = CASE WHEN t.phone_id IS NOT NULL THEN
         md5(p.pseudonym::text || t.phone_id::text)::uuid END
       FROM (SELECT gen_random_uuid() AS pseudonym OFFSET 0) p WHERE t.company_id = $1 AND t.employee_id = $2`,
      [...person],
    );
    unnamed[table] = rows;
  }
  const erased = await eraseRows(db, person, {
    coverage_exemptions: 'employee_id = $2',
    coverage_gaps: 'employee_id = $2',
    coverage_states: 'employee_id = $2',
    coverage_people: 'employee_id = $2',
  });
  return { ...unnamed, ...erased };
}

/** A department of one may be a person's name: its figures are added to those of no department, whatever day they are of. */
async function eraseDepartment(db: EntityManager, [companyId, employeeId]: ErasedPerson): Promise<void> {
  const [own] = await db.query<{ department: string }[]>(
    `SELECT department FROM coverage_people p WHERE company_id = $1 AND employee_id = $2 AND department <> ''
       AND NOT EXISTS (SELECT FROM coverage_people o WHERE o.company_id = $1 AND o.employee_id <> $2
         AND o.department = p.department)`,
    [companyId, employeeId],
  );
  if (!own) return;
  const { department } = own;
  for (const table of ['coverage_deltas', 'coverage_months', 'coverage_corrections']) {
    await db.query(`UPDATE ${table} SET department = '' WHERE company_id = $1 AND department = $2`, [
      companyId,
      department,
    ]);
  }
  for (const [table, day] of [
    ['coverage_counts', 'on_date'],
    ['coverage_days', 'day'],
  ]) {
    await db.query(
      `WITH moved AS (
         DELETE FROM ${table} WHERE company_id = $1 AND department = $2 RETURNING metric, key, ${day}, value
       )
       INSERT INTO ${table} AS t (company_id, metric, key, ${day}, department, value)
       SELECT $1, metric, key, ${day}, '', value FROM moved ORDER BY metric, key, ${day}
       ON CONFLICT (company_id, metric, key, department, ${day}) DO UPDATE SET value = t.value + excluded.value`,
      [companyId, department],
    );
  }
}
