import type { CommitFacts } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface Snapshot {
  readonly id: string;
  readonly companyId: string;
  readonly phoneId: string;
  readonly repositoryId: string;
  readonly runId: string;
  readonly objectName: string;
  readonly takenAt: Date;
  readonly committedAt: Date;
  /** What it contains; see `containedCategories`. */
  readonly categories: readonly string[];
  readonly facts: CommitFacts;
}

interface Row {
  id: string;
  company_id: string;
  phone_id: string;
  repository_id: string;
  run_id: string;
  object_name: string;
  taken_at: Date;
  committed_at: Date;
  categories: string[];
  facts: CommitFacts;
}

const COLUMNS =
  'id, company_id, phone_id, repository_id, run_id, object_name, taken_at, committed_at, categories, facts';

const toSnapshot = (row: Row): Snapshot => ({
  id: row.id,
  companyId: row.company_id,
  phoneId: row.phone_id,
  repositoryId: row.repository_id,
  runId: row.run_id,
  objectName: row.object_name,
  takenAt: row.taken_at,
  committedAt: row.committed_at,
  categories: row.categories,
  facts: row.facts,
});

const sumOf = (facts: CommitFacts, field: 'files' | 'bytes'): number =>
  facts.categories.reduce((sum, category) => sum + category[field], 0);

/** Records a snapshot; one of the same object that is there already stays as it is. */
export async function insertSnapshot(db: EntityManager, snapshot: Snapshot): Promise<void> {
  const { facts } = snapshot;
  await db.query(
    `INSERT INTO backup_snapshots (company_id, id, phone_id, repository_id, run_id, object_name, taken_at,
       committed_at, categories, files, bytes, stored_bytes, facts)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (company_id, repository_id, object_name) DO NOTHING`,
    [
      snapshot.companyId,
      snapshot.id,
      snapshot.phoneId,
      snapshot.repositoryId,
      snapshot.runId,
      snapshot.objectName,
      snapshot.takenAt,
      snapshot.committedAt,
      snapshot.categories,
      sumOf(facts, 'files'),
      sumOf(facts, 'bytes'),
      facts.storedBytes,
      JSON.stringify(facts),
    ],
  );
}

export async function snapshotOfObject(
  db: EntityManager,
  companyId: string,
  repositoryId: string,
  objectName: string,
): Promise<Snapshot | undefined> {
  const [row] = await db.query<Row[]>(
    `SELECT ${COLUMNS} FROM backup_snapshots WHERE company_id = $1 AND repository_id = $2 AND object_name = $3`,
    [companyId, repositoryId, objectName],
  );
  return row && toSnapshot(row);
}

/** When the phone's newest snapshot was taken. */
export async function newestTakenAt(
  db: EntityManager,
  companyId: string,
  phoneId: string,
): Promise<Date | undefined> {
  const [row] = await db.query<{ taken_at: Date }[]>(
    `SELECT taken_at FROM backup_snapshots WHERE company_id = $1 AND phone_id = $2
     ORDER BY taken_at DESC, id DESC LIMIT 1`,
    [companyId, phoneId],
  );
  return row?.taken_at;
}

/**
 * Objects of the snapshots on which a new one of this repository can stand at a location: the newest of each of the
 * employee's phones that is proven there. All they name was proven when they were committed.
 */
export async function parentObjects(
  db: EntityManager,
  key: { readonly companyId: string; readonly repositoryId: string; readonly locationId: string },
): Promise<string[]> {
  const rows = await db.query<{ object_name: string }[]>(
    `SELECT DISTINCT ON (s.phone_id) s.object_name FROM backup_snapshots s
     JOIN storage_copies c ON c.company_id = s.company_id AND c.snapshot_id = s.id AND c.location_id = $3
     WHERE s.company_id = $1 AND s.repository_id = $2
     ORDER BY s.phone_id, s.taken_at DESC, s.id DESC LIMIT 8`,
    [key.companyId, key.repositoryId, key.locationId],
  );
  return rows.map((row) => row.object_name);
}

export interface SnapshotAtLocations {
  readonly snapshot: Snapshot;
  readonly copies: readonly {
    readonly locationId: string;
    readonly location: string;
    readonly provenAt: Date;
    readonly provenBy: 'server' | 'agent';
  }[];
}

const WITH_COPIES = `
  SELECT ${COLUMNS.split(', ')
    .map((column) => `s.${column}`)
    .join(', ')},
    coalesce((SELECT json_agg(json_build_object('locationId', c.location_id, 'location', l.name,
        'provenAt', c.proven_at, 'provenBy', c.proven_by) ORDER BY c.proven_at)
      FROM storage_copies c
      JOIN storage_locations l ON l.company_id = c.company_id AND l.id = c.location_id
      WHERE c.company_id = s.company_id AND c.snapshot_id = s.id), '[]') AS copies
  FROM backup_snapshots s`;

type RowWithCopies = Row & {
  copies: { locationId: string; location: string; provenAt: string; provenBy: 'server' | 'agent' }[];
};

const toAtLocations = (row: RowWithCopies): SnapshotAtLocations => ({
  snapshot: toSnapshot(row),
  copies: row.copies.map((copy) => ({ ...copy, provenAt: new Date(copy.provenAt) })),
});

/** Snapshots of a repository, newest first, at most `limit`. */
export async function snapshotsOfRepository(
  db: EntityManager,
  companyId: string,
  repositoryId: string,
  limit: number,
): Promise<SnapshotAtLocations[]> {
  const rows = await db.query<RowWithCopies[]>(
    `${WITH_COPIES} WHERE s.company_id = $1 AND s.repository_id = $2
     ORDER BY s.committed_at DESC, s.id DESC LIMIT $3`,
    [companyId, repositoryId, limit],
  );
  return rows.map(toAtLocations);
}

/** A phone's snapshots, newest first, from the one after the snapshot `after`. */
export async function snapshotsOfPhone(
  db: EntityManager,
  companyId: string,
  phoneId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ rows: SnapshotAtLocations[]; total: number }> {
  const rows = await db.query<RowWithCopies[]>(
    `${WITH_COPIES} WHERE s.company_id = $1 AND s.phone_id = $2
       AND ($3::uuid IS NULL OR (s.taken_at, s.id) < (SELECT a.taken_at, a.id FROM backup_snapshots a
         WHERE a.company_id = $1 AND a.phone_id = $2 AND a.id = $3))
     ORDER BY s.taken_at DESC, s.id DESC LIMIT $4`,
    [companyId, phoneId, page.after ?? null, page.limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    'SELECT count(*)::int AS total FROM backup_snapshots WHERE company_id = $1 AND phone_id = $2',
    [companyId, phoneId],
  );
  return { rows: rows.map(toAtLocations), total: count?.total ?? 0 };
}
