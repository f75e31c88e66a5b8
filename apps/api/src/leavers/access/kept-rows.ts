import type { LeaverKept } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

type KeptPhone = LeaverKept['phones'][number];

/** Phones of a person with what is kept of each: read from the rooms that own it, and never written here. */
export const keptPhones = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<KeptPhone[]> => {
  const rows = await db.query<(Omit<KeptPhone, 'files' | 'bytes'> & { files: string; bytes: string })[]>(
    `SELECT p.id, p.label, p.platform, coalesce(k.versions, 0)::int AS versions, k.oldest AS "oldestOn", k.newest AS "newestOn",
       coalesce(n.files, 0) AS files, coalesce(n.bytes, 0) AS bytes, coalesce(n.left_out, '[]') AS "leftOut"
     FROM fleet_phones p
     LEFT JOIN LATERAL (SELECT count(*) AS versions, to_char(min(taken_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS oldest,
         to_char(max(taken_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS newest
       FROM backup_snapshots s WHERE s.company_id = p.company_id AND s.phone_id = p.id) k ON true
     LEFT JOIN LATERAL (SELECT files, bytes, facts->'leftOut' AS left_out FROM backup_snapshots s
       WHERE s.company_id = p.company_id AND s.phone_id = p.id ORDER BY taken_at DESC, id DESC LIMIT 1) n ON true
     WHERE p.company_id = $1 AND p.employee_id = $2 ORDER BY p.created_at, p.id`,
    [companyId, employeeId],
  );
  return rows.map((row) => ({ ...row, files: Number(row.files), bytes: Number(row.bytes) }));
};

export const keptWorkstations = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<LeaverKept['workstations']> =>
  db.query(
    'SELECT id, label FROM fleet_workstations WHERE company_id = $1 AND employee_id = $2 ORDER BY created_at, id',
    [companyId, employeeId],
  );

/** A person's repository and every location at which it lies, the one with the most versions first. */
export interface KeptPlace {
  readonly repositoryId: string;
  readonly locationId: string;
  readonly name: string;
  readonly storedBytes: number;
  readonly snapshots: number;
}

export const keptPlaces = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<KeptPlace[]> => {
  const rows = await db.query<(Omit<KeptPlace, 'storedBytes'> & { storedBytes: string })[]>(
    `SELECT r.id AS "repositoryId", l.id AS "locationId", l.name, h.stored_bytes AS "storedBytes",
       (SELECT count(*)::int FROM storage_copies c JOIN backup_snapshots s
          ON s.company_id = c.company_id AND s.id = c.snapshot_id
        WHERE c.company_id = l.company_id AND c.location_id = l.id AND s.repository_id = r.id) AS snapshots
     FROM storage_repositories r
     JOIN storage_holdings h ON h.company_id = r.company_id AND h.repository_id = r.id
     JOIN storage_locations l ON l.company_id = h.company_id AND l.id = h.location_id
     WHERE r.company_id = $1 AND r.employee_id = $2 ORDER BY snapshots DESC, l.created_at, l.id`,
    [companyId, employeeId],
  );
  return rows.map((row) => ({ ...row, storedBytes: Number(row.storedBytes) }));
};
