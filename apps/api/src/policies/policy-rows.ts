import { PolicyV1 } from '@holdfast/contracts';
import { nameKey } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** A policy with its version in force. */
export interface PublishedPolicy {
  readonly id: string;
  readonly version: number;
  readonly publishedAt: Date;
  /** The employee who did; null: a script, or the system, when the company was made. */
  readonly publishedBy: string | null;
  /** The label of that script's token. */
  readonly publishedToken?: string | null;
  /** That employee's name or that label, where the query asked for it. */
  readonly publisher?: string | null;
  /** Null: in use. */
  readonly retiredAt?: Date | null;
  readonly policy: PolicyV1;
}

interface VersionRow {
  id: string;
  version: number;
  published_at: Date;
  published_by: string | null;
  publisher?: string | null;
  retired_at?: Date | null;
  policy: unknown;
}

/** Parsing again fills in the fields that a later release added with their defaults. */
const toPolicy = (row: VersionRow): PublishedPolicy => ({
  id: row.id,
  version: row.version,
  publishedAt: row.published_at,
  publishedBy: row.published_by,
  ...(row.publisher !== undefined && { publisher: row.publisher }),
  ...(row.retired_at !== undefined && { retiredAt: row.retired_at }),
  policy: PolicyV1.parse(row.policy),
});

const VERSION = 'v.policy_id AS id, v.version, v.published_at, v.published_by, v.policy';

export async function insertPolicy(
  db: EntityManager,
  companyId: string,
  id: string,
  name: string,
): Promise<void> {
  await db.query('INSERT INTO policies (company_id, id, version, name_key) VALUES ($1, $2, 1, $3)', [
    companyId,
    id,
    nameKey(name),
  ]);
}

/** False when it is retired already, or not there. */
export async function retire(db: EntityManager, companyId: string, id: string): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `WITH retired AS (
       UPDATE policies SET retired_at = now() WHERE company_id = $1 AND id = $2 AND retired_at IS NULL RETURNING id
     ) SELECT id FROM retired`,
    [companyId, id],
  );
  return rows.length === 1;
}

export async function insertVersion(
  db: EntityManager,
  companyId: string,
  made: PublishedPolicy,
): Promise<void> {
  await db.query(
    `INSERT INTO policy_versions (company_id, policy_id, version, policy, published_at, published_by, published_token)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      companyId,
      made.id,
      made.version,
      JSON.stringify(made.policy),
      made.publishedAt,
      made.publishedBy,
      made.publishedToken ?? null,
    ],
  );
}

/** Moves the version in force from `basedOn` to the next; false when somebody else did it first. */
export async function advanceVersion(
  db: EntityManager,
  companyId: string,
  id: string,
  basedOn: number,
  name: string,
): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `WITH advanced AS (
       UPDATE policies SET version = version + 1, name_key = $4
       WHERE company_id = $1 AND id = $2 AND version = $3 AND retired_at IS NULL RETURNING id
     ) SELECT id FROM advanced`,
    [companyId, id, basedOn, nameKey(name)],
  );
  return rows.length === 1;
}

/** A policy with its newest version, also one that is retired: what was in force is evidence. */
export async function policyInForce(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<PublishedPolicy | undefined> {
  const [row] = await db.query<VersionRow[]>(
    `SELECT ${VERSION}, p.retired_at FROM policies p
     JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
     WHERE p.company_id = $1 AND p.id = $2`,
    [companyId, id],
  );
  return row && toPolicy(row);
}

/** Policies in use, by id, from the one after `after`. */
export async function policiesInForce(
  db: EntityManager,
  companyId: string,
  after: string | undefined,
  limit: number,
): Promise<{ rows: PublishedPolicy[]; total: number }> {
  const rows = await db.query<VersionRow[]>(
    `SELECT ${VERSION} FROM policies p
     JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
     WHERE p.company_id = $1 AND p.retired_at IS NULL AND ($2::uuid IS NULL OR p.id > $2::uuid)
     ORDER BY p.id LIMIT $3`,
    [companyId, after ?? null, limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    'SELECT count(*)::int AS total FROM policies WHERE company_id = $1 AND retired_at IS NULL',
    [companyId],
  );
  return { rows: rows.map(toPolicy), total: count?.total ?? 0 };
}

/** Versions of one policy below `before`, newest first. */
export async function versionsOf(
  db: EntityManager,
  companyId: string,
  id: string,
  before: number | undefined,
  limit: number,
): Promise<PublishedPolicy[]> {
  const rows = await db.query<VersionRow[]>(
    `SELECT ${VERSION}, coalesce(e.name, v.published_token) AS publisher FROM policy_versions v
     LEFT JOIN people_employees e ON e.company_id = v.company_id AND e.id = v.published_by
     WHERE v.company_id = $1 AND v.policy_id = $2 AND ($3::int IS NULL OR v.version < $3::int)
     ORDER BY v.version DESC LIMIT $4`,
    [companyId, id, before ?? null, limit],
  );
  return rows.map(toPolicy);
}

/** Versions published from one day to another (UTC, both in), oldest first; 500 at most. */
export async function publicationsBetween(
  db: EntityManager,
  companyId: string,
  from: string,
  to: string,
): Promise<{ on: string; name: string; version: number }[]> {
  return db.query(
    `SELECT to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on, policy->>'name' AS name, version
     FROM policy_versions WHERE company_id = $1 AND published_at >= $2::date::timestamp AT TIME ZONE 'UTC'
       AND published_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC' ORDER BY published_at, policy_id LIMIT 500`,
    [companyId, from, to],
  );
}

/** How many policies are in use. */
export async function countPolicies(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM policies WHERE company_id = $1 AND retired_at IS NULL',
    [companyId],
  );
  return row?.count ?? 0;
}

/** Whether there is such a policy, in use or retired. */
export async function isPolicy(db: EntityManager, companyId: string, id: string): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT FROM policies WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
  ]);
  return rows.length > 0;
}
