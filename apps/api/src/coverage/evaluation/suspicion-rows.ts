import type { EntityManager } from 'typeorm';

/** Since when something on these phones waits for somebody to say what it was; others are absent. */
export async function suspiciousSince(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await db.query<{ phone_id: string; since: Date }[]>(
    `SELECT phone_id, min(found_at) AS since FROM anomalies_found WHERE company_id = $1 AND phone_id = ANY($2::uuid[])
       AND kind <> 'stopped-growing' AND (verdict IS NULL OR verdict = 'harm') GROUP BY phone_id`,
    [companyId, phoneIds],
  );
  return new Map(rows.map((row) => [row.phone_id, row.since]));
}
