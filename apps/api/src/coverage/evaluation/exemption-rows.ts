import type { Exemption, FoundGapCode } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** An exemption in force or to come, of a person (`phoneId` null: and all their phones) or of one phone. */
export interface KnownExemption extends Exemption {
  readonly employeeId: string;
  readonly phoneId: string | null;
}

/** Approved and not ended; they end with the day before `until` begins (UTC). */
export async function exemptionsOf(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  now: Date,
): Promise<KnownExemption[]> {
  const rows = await db.query<
    {
      id: string;
      employee_id: string;
      phone_id: string | null;
      codes: FoundGapCode[] | null;
      approved_at: Date;
      ends_at: Date;
    }[]
  >(
    `SELECT id, employee_id, phone_id, codes, approved_at, until::timestamp AT TIME ZONE 'UTC' AS ends_at
     FROM coverage_exemptions WHERE company_id = $1 AND employee_id = ANY($2::uuid[])
       AND approved_at IS NOT NULL AND ended_at IS NULL AND until > ($3::timestamptz AT TIME ZONE 'UTC')::date
     ORDER BY id`,
    [companyId, employeeIds, now],
  );
  return rows.map((row) => ({
    id: row.id,
    employeeId: row.employee_id,
    phoneId: row.phone_id,
    ...(row.codes && { codes: row.codes }),
    from: row.approved_at,
    until: row.ends_at,
  }));
}
