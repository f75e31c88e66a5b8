import type { EntityManager } from 'typeorm';

/** A version of a phone, as retention sees it. */
export interface KnownVersion {
  readonly id: string;
  readonly phone: string;
  readonly takenAt: Date;
  /** What its commit added. Letting go of it frees that much at most: others may need some of it. */
  readonly bytes: number;
}

export async function versionsOfPhones(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<KnownVersion[]> {
  if (phoneIds.length === 0) return [];
  const rows = await db.query<{ id: string; phone: string; takenAt: Date; bytes: string }[]>(
    `SELECT id, phone_id AS phone, taken_at AS "takenAt", stored_bytes AS bytes FROM backup_snapshots
     WHERE company_id = $1 AND phone_id = ANY($2::uuid[])`,
    [companyId, phoneIds],
  );
  return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
}
