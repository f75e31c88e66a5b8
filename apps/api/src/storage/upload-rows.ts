import type { EntityManager } from 'typeorm';

/** One repository at one location. */
export interface HoldingKey {
  readonly companyId: string;
  readonly locationId: string;
  readonly repositoryId: string;
}

/**
 * Bytes of all repositories of the employee whose this one is, everywhere: committed, and signed within the last seven days but
 * not committed. Takes a lock until the transaction ends, so that two calls at once cannot both fit under the quota.
 */
export async function bytesHeld(db: EntityManager, companyId: string, repositoryId: string): Promise<number> {
  await db.query(
    `SELECT pg_advisory_xact_lock(hashtextextended(employee_id::text, 0)) FROM storage_repositories
     WHERE company_id = $1 AND id = $2`,
    [companyId, repositoryId],
  );
  const [row] = await db.query<{ bytes: string }[]>(
    `WITH theirs AS (SELECT r.id FROM storage_repositories r JOIN storage_repositories o
       ON o.company_id = r.company_id AND o.employee_id = r.employee_id WHERE o.company_id = $1 AND o.id = $2)
     SELECT coalesce((SELECT sum(stored_bytes) FROM storage_holdings
              WHERE company_id = $1 AND repository_id IN (SELECT id FROM theirs)), 0)
          + coalesce((SELECT sum(size) FROM storage_uploads WHERE company_id = $1
              AND repository_id IN (SELECT id FROM theirs) AND signed_at > now() - interval '7 days'), 0) AS bytes`,
    [companyId, repositoryId],
  );
  return Number(row?.bytes ?? 0);
}

/** Of these names, the ones that an upload is signed for already, so that they are not counted twice. */
export async function signedBefore(
  db: EntityManager,
  key: HoldingKey,
  names: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT name FROM storage_uploads WHERE company_id = $1 AND location_id = $2 AND repository_id = $3
       AND name = ANY($4::text[])`,
    [key.companyId, key.locationId, key.repositoryId, names],
  );
  return new Set(rows.map((row) => row.name));
}

export async function recordUploads(
  db: EntityManager,
  key: HoldingKey,
  objects: readonly { readonly name: string; readonly size: number }[],
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO storage_uploads (company_id, location_id, repository_id, name, size, signed_at)
     SELECT DISTINCT ON (name) $1::uuid, $2::uuid, $3::uuid, name, size, $6::timestamptz
     FROM unnest($4::text[], $5::bigint[]) AS given (name, size)
     ON CONFLICT (company_id, location_id, repository_id, name)
       DO UPDATE SET size = excluded.size, signed_at = excluded.signed_at`,
    [
      key.companyId,
      key.locationId,
      key.repositoryId,
      objects.map((object) => object.name),
      objects.map((object) => object.size),
      now,
    ],
  );
}

/**
 * Turns uploads into holdings: objects that a committed snapshot names are no longer waiting. Only what had an upload
 * row counts, so an object that several snapshots name is counted once.
 */
export async function settleUploads(
  db: EntityManager,
  key: HoldingKey,
  names: readonly string[],
): Promise<void> {
  await db.query(
    `WITH settled AS (
       DELETE FROM storage_uploads WHERE company_id = $1 AND location_id = $2 AND repository_id = $3
         AND name = ANY($4::text[]) RETURNING size
     )
     INSERT INTO storage_holdings (company_id, location_id, repository_id, stored_bytes, objects)
     SELECT $1::uuid, $2::uuid, $3::uuid, coalesce(sum(size), 0), count(*) FROM settled
     ON CONFLICT (company_id, location_id, repository_id) DO UPDATE SET
       stored_bytes = storage_holdings.stored_bytes + excluded.stored_bytes,
       objects = storage_holdings.objects + excluded.objects`,
    [key.companyId, key.locationId, key.repositoryId, names],
  );
}
