import type { EntityManager } from 'typeorm';

export type Trouble = 'unreachable' | 'refused' | 'full' | 'unpaid';

/**
 * Takes the locations that are to be tried: never tried, or tried before these moments. Whoever takes one has it: another
 * process finds it tried a moment ago.
 */
export async function takeDue(
  db: EntityManager,
  companyId: string,
  now: Date,
  { fineBefore, troubledBefore }: { readonly fineBefore: Date; readonly troubledBefore: Date },
): Promise<string[]> {
  const rows = await db.query<{ location_id: string }[]>(
    `INSERT INTO storage_health AS h (company_id, location_id, checked_at)
     SELECT company_id, id, $2 FROM storage_locations WHERE company_id = $1
     ON CONFLICT (company_id, location_id) DO UPDATE SET checked_at = excluded.checked_at
       WHERE h.checked_at < CASE WHEN h.trouble IS NULL THEN $3::timestamptz ELSE $4 END
     RETURNING location_id`,
    [companyId, now, fineBefore, troubledBefore],
  );
  return rows.map((row) => row.location_id);
}

/** What a try showed; a trouble that stays keeps its beginning. */
export async function keepHealth(
  db: EntityManager,
  companyId: string,
  locationId: string,
  trouble: Trouble | undefined,
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE storage_health SET trouble = $3::text, since = CASE WHEN $3::text IS NOT NULL THEN coalesce(since, $4) END,
       tries = CASE WHEN $3::text IS NOT NULL THEN tries + 1 ELSE 0 END WHERE company_id = $1 AND location_id = $2`,
    [companyId, locationId, trouble ?? null, now],
  );
}
