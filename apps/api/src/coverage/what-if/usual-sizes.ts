import type { EntityManager } from 'typeorm';

/** So many phones are looked at to know what one usually holds. */
const SAMPLE = 2_000;

/** Bytes that a phone of a platform holds of a category on average, by `platform/category`; of those that give it at all. */
export async function usualSizes(db: EntityManager, companyId: string): Promise<Map<string, number>> {
  const rows = await db.query<{ platform: string; category: string; bytes: string }[]>(
    `SELECT f.platform, c.category, avg(c.bytes)::bigint AS bytes FROM (
       SELECT phone_id FROM coverage_states WHERE company_id = $1 AND snapshots > 0 ORDER BY phone_id LIMIT ${String(SAMPLE)}) s
     JOIN fleet_phones f ON f.company_id = $1 AND f.id = s.phone_id
     CROSS JOIN LATERAL (SELECT facts FROM backup_snapshots b WHERE b.company_id = $1 AND b.phone_id = s.phone_id
       ORDER BY taken_at DESC LIMIT 1) n
     CROSS JOIN LATERAL jsonb_to_recordset(n.facts->'categories') AS c (category text, files bigint, bytes bigint)
     WHERE c.files > 0 GROUP BY f.platform, c.category`,
    [companyId],
  );
  return new Map(rows.map(({ platform, category, bytes }) => [`${platform}/${category}`, Number(bytes)]));
}
