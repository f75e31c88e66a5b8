import type { EntityManager } from 'typeorm';

/** Phones that the company's inventory knows of somebody and that nobody enrolled. */
export interface UnenrolledPhones {
  /** At least one. Where several sources tell of the same platform, the one that tells of most: they may mean the same phones. */
  readonly count: number;
  /** Since when there is one. */
  readonly since: Date;
  /** Of all sources, in the order of their ids. */
  readonly ids: readonly string[];
}

interface Row {
  readonly employeeId: string;
  readonly ids: string[];
  readonly since: Date;
  /** Of one platform. */
  readonly most: number;
}

/**
 * By employee; one without such a phone is not in the answer. Phones that vanished or are set aside are not counted, and
 * what somebody declared about themselves plays no part. One statement for any number of employees; joins the transaction.
 */
export const unenrolledPhones = async (
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
): Promise<Map<string, UnenrolledPhones>> => {
  const rows: Row[] = await db.query(
    `SELECT employee_id AS "employeeId", max(count)::int AS most, min(since) AS since,
       string_to_array(string_agg(ids, ','), ',') AS ids
     FROM (SELECT employee_id, platform, source, count(*) AS count, min(unmatched_since) AS since,
         string_agg(id::text, ',') AS ids
       FROM inventory_phones
       WHERE company_id = $1 AND employee_id = ANY($2::uuid[]) AND unmatched_since IS NOT NULL
       GROUP BY employee_id, platform, source) AS told
     GROUP BY employee_id, platform`,
    [companyId, employeeIds],
  );
  const found = new Map<string, UnenrolledPhones>();
  for (const { employeeId, most, since, ids } of rows) {
    const others = found.get(employeeId);
    found.set(employeeId, {
      count: (others?.count ?? 0) + most,
      since: others && others.since < since ? others.since : since,
      ids: [...(others?.ids ?? []), ...ids].sort(),
    });
  }
  return found;
};
