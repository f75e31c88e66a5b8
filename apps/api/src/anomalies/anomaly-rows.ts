import type { AnomalyKind, AnomalyRow, Category, CommitFacts } from '@holdfast/contracts';
import type { FoundAnomaly, SnapshotFigures } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** The newest snapshots of a phone up to one of them, newest first: what each of its commits told. */
export async function figuresUpTo(
  db: EntityManager,
  companyId: string,
  snapshotId: string,
  limit: number,
): Promise<SnapshotFigures[]> {
  const rows = await db.query<{ taken_at: Date; facts: CommitFacts; stored_bytes: string }[]>(
    `SELECT s.taken_at, s.facts, s.stored_bytes FROM backup_snapshots n
     JOIN backup_snapshots s ON s.company_id = n.company_id AND s.phone_id = n.phone_id
       AND (s.taken_at, s.id) <= (n.taken_at, n.id)
     WHERE n.company_id = $1 AND n.id = $2 ORDER BY s.taken_at DESC, s.id DESC LIMIT $3`,
    [companyId, snapshotId, limit],
  );
  return rows.map(({ taken_at, facts, stored_bytes }) => ({
    takenAt: taken_at,
    categories: facts.categories,
    storedBytes: Number(stored_bytes),
  }));
}

/** Keeps what was found of a snapshot; the same again is kept once. */
export async function insertAnomalies(
  db: EntityManager,
  companyId: string,
  { phoneId, snapshotId }: { readonly phoneId: string; readonly snapshotId: string },
  found: readonly FoundAnomaly[],
  now: Date,
): Promise<void> {
  for (const { kind, category, details } of found) {
    await db.query(
      `INSERT INTO anomalies_found (company_id, phone_id, snapshot_id, kind, category, details, found_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (company_id, snapshot_id, kind) DO NOTHING`,
      [companyId, phoneId, snapshotId, kind, category ?? null, JSON.stringify(details), now],
    );
  }
}

/** Open: nobody has said that it was expected, or that all is restored. */
const OPEN = "(a.verdict IS NULL OR a.verdict = 'harm')";

/** Says of one, and of everything that was found on its phone before it and is open, what it was; answers the phone. */
export async function judge(
  db: EntityManager,
  companyId: string,
  id: string,
  verdict: NonNullable<AnomalyRow['verdict']>,
  by: string,
  now: Date,
): Promise<string | undefined> {
  const rows = await db.query<{ phone_id: string }[]>(
    `WITH one AS (SELECT phone_id, found_at FROM anomalies_found WHERE company_id = $1 AND id = $2), judged AS (
       UPDATE anomalies_found a SET verdict = $3, looked_at = $4, looked_by = $5 FROM one o
       WHERE a.company_id = $1 AND a.phone_id = o.phone_id AND a.found_at <= o.found_at AND ${OPEN}
     ) SELECT phone_id FROM one`,
    [companyId, id, verdict, now, by],
  );
  return rows[0]?.phone_id;
}

/** Of these phones, those of which no older version may be removed now. */
export async function frozenPhones(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Set<string>> {
  const rows = await db.query<{ phone_id: string }[]>(
    `SELECT DISTINCT a.phone_id FROM anomalies_found a WHERE a.company_id = $1 AND a.phone_id = ANY($2::uuid[])
       AND a.kind <> 'stopped-growing' AND ${OPEN}`,
    [companyId, phoneIds],
  );
  return new Set(rows.map((row) => row.phone_id));
}

/** An anomaly with whom it concerns. */
export interface KnownAnomaly {
  readonly id: string;
  readonly kind: AnomalyKind;
  readonly category: Category | null;
  readonly details: Readonly<Record<string, number>>;
  readonly foundAt: Date;
  readonly employee: { readonly id: string; readonly name: string };
  readonly phone: { readonly id: string; readonly label: string };
  readonly snapshotId: string;
  readonly verdict: AnomalyRow['verdict'];
  readonly lookedAtBy: string | null;
  readonly lookedAt: Date | null;
}

interface Row extends Omit<KnownAnomaly, 'employee' | 'phone'> {
  employee_id: string;
  employee_name: string;
  phone_id: string;
  label: string;
}

export interface AnomalyQuestion {
  readonly open?: 'yes' | 'no' | undefined;
  readonly phone?: string | undefined;
  /** The last one of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function anomalies(
  db: EntityManager,
  companyId: string,
  { open, phone, after, limit }: AnomalyQuestion,
): Promise<{ rows: KnownAnomaly[]; total: number }> {
  const where = `a.company_id = $1 AND ($2::boolean IS NULL OR ${OPEN} = $2) AND ($3::uuid IS NULL OR a.phone_id = $3)`;
  const given = [companyId, open === undefined ? null : open === 'yes', phone ?? null];
  const rows = await db.query<Row[]>(
    `SELECT a.id, a.kind, a.category, a.details, a.found_at AS "foundAt", a.snapshot_id AS "snapshotId", a.verdict,
       a.looked_at AS "lookedAt", l.name AS "lookedAtBy", p.employee_id, e.name AS employee_name, a.phone_id, p.label
     FROM anomalies_found a
     JOIN fleet_phones p ON p.company_id = a.company_id AND p.id = a.phone_id
     JOIN people_employees e ON e.company_id = p.company_id AND e.id = p.employee_id
     LEFT JOIN people_employees l ON l.company_id = a.company_id AND l.id = a.looked_by
     WHERE ${where} AND ($4::uuid IS NULL OR (a.found_at, a.id) < (
       SELECT o.found_at, o.id FROM anomalies_found o WHERE o.company_id = $1 AND o.id = $4))
     ORDER BY a.found_at DESC, a.id DESC LIMIT $5`,
    [...given, after ?? null, limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM anomalies_found a WHERE ${where}`,
    given,
  );
  return {
    rows: rows.map(({ employee_id, employee_name, phone_id, label, ...row }) => ({
      ...row,
      employee: { id: employee_id, name: employee_name },
      phone: { id: phone_id, label },
    })),
    total: count?.total ?? 0,
  };
}
