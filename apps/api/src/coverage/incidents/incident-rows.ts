import { type ExplainedGaps, type FoundIncident, gapsOfIncident, type IncidentKind } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** An incident as it is kept. */
export interface KnownIncident {
  readonly id: string;
  readonly kind: IncidentKind;
  readonly key: string;
  readonly severity: FoundIncident['severity'];
  readonly details: FoundIncident['details'];
  readonly since: Date;
  readonly closedAt: Date | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly gaps: number;
}

export async function openIncidents(
  db: EntityManager,
  companyId: string,
): Promise<Pick<KnownIncident, 'id' | 'kind' | 'key'>[]> {
  return db.query(
    'SELECT id, kind, key FROM coverage_incidents WHERE company_id = $1 AND closed_at IS NULL ORDER BY id FOR UPDATE',
    [companyId],
  );
}

/** Opens an incident, or keeps what is told of an open one up to date; answers its id where it is new. */
export async function keepIncident(
  db: EntityManager,
  companyId: string,
  found: FoundIncident,
  now: Date,
): Promise<string | undefined> {
  const [row] = await db.query<{ id: string; made: boolean }[]>(
    `INSERT INTO coverage_incidents AS i (company_id, kind, key, severity, details, since, opened_at, owner_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT id FROM people_employees
       WHERE company_id = $1 AND active AND role IN ('admin', 'owner') ORDER BY role, created_at, id LIMIT 1))
     ON CONFLICT (company_id, kind, key) WHERE closed_at IS NULL
       DO UPDATE SET severity = excluded.severity, details = excluded.details
     RETURNING id, xmax = 0 AS made`,
    [companyId, found.kind, found.key, found.severity, JSON.stringify(found.details), found.since, now],
  );
  return row?.made ? row.id : undefined;
}

/** Closes it; the gaps that it explained are themselves again. */
export async function closeIncident(
  db: EntityManager,
  companyId: string,
  id: string,
  now: Date,
): Promise<void> {
  await db.query('UPDATE coverage_incidents SET closed_at = $3 WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
    now,
  ]);
  await db.query(
    `UPDATE coverage_gaps SET incident_id = NULL WHERE company_id = $1 AND incident_id = $2 AND closed_at IS NULL`,
    [companyId, id],
  );
}

/** So many gaps are tied to an incident at once; the next round takes the next ones. */
const AT_ONCE = 5_000;

/** Ties open gaps to the incident that explains them, and lets go of those that it no longer does. */
export async function tieGaps(
  db: EntityManager,
  companyId: string,
  incident: Pick<KnownIncident, 'id' | 'kind' | 'key'>,
): Promise<void> {
  const explained = gapsOfIncident(incident);
  if (!explained) return;
  const [condition, values] = explains(explained, 3);
  await db.query(
    `UPDATE coverage_gaps g SET incident_id = $2 FROM (
       SELECT o.id FROM coverage_gaps o
       LEFT JOIN coverage_states s ON s.company_id = o.company_id AND s.phone_id = o.phone_id
       WHERE o.company_id = $1 AND o.closed_at IS NULL AND o.incident_id IS NULL AND ${condition}
       LIMIT ${String(AT_ONCE)}) t
     WHERE g.company_id = $1 AND g.id = t.id`,
    [companyId, incident.id, ...values],
  );
  await db.query(
    `UPDATE coverage_gaps g SET incident_id = NULL FROM (
       SELECT o.id FROM coverage_gaps o
       LEFT JOIN coverage_states s ON s.company_id = o.company_id AND s.phone_id = o.phone_id
       WHERE o.company_id = $1 AND o.closed_at IS NULL AND o.incident_id = $2 AND (${condition}) IS NOT TRUE
       LIMIT ${String(AT_ONCE)}) t
     WHERE g.company_id = $1 AND g.id = t.id`,
    [companyId, incident.id, ...values],
  );
}

function explains({ codes, causes, agentVersion, system }: ExplainedGaps, from: number): [string, unknown[]] {
  const values: unknown[] = [codes];
  const conditions = [`o.code = ANY($${String(from)}::text[])`];
  const next = (value: unknown): string => `$${String(from + values.push(value) - 1)}`;
  if (causes) conditions.push(`(o.cause IS NULL OR o.cause = ANY(${next(causes)}::text[]))`);
  if (agentVersion !== undefined) conditions.push(`s.agent_version = ${next(agentVersion)}`);
  if (system !== undefined) conditions.push(`s.system = ${next(system)}`);
  return [conditions.join(' AND '), values];
}

/** Hands it to somebody; answers whether there is such an open one. */
export async function ownIncident(
  db: EntityManager,
  companyId: string,
  id: string,
  ownerId: string,
): Promise<boolean> {
  const [, rows] = await db.query<[unknown, number]>(
    'UPDATE coverage_incidents SET owner_id = $3 WHERE company_id = $1 AND id = $2 AND closed_at IS NULL',
    [companyId, id, ownerId],
  );
  return rows === 1;
}

export interface IncidentQuestion {
  readonly open?: 'yes' | 'no' | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

interface Row extends Omit<KnownIncident, 'owner'> {
  owner_id: string | null;
  owner_name: string | null;
}

/** Open ones first, the worst and newest of them on top; then past ones. */
export async function incidents(
  db: EntityManager,
  companyId: string,
  { open, after, limit }: IncidentQuestion,
): Promise<{ rows: KnownIncident[]; total: number }> {
  const rank = `(CASE WHEN i.closed_at IS NOT NULL THEN 2 WHEN i.severity = 'lost' THEN 0 ELSE 1 END)`;
  const where = 'i.company_id = $1 AND ($2::boolean IS NULL OR (i.closed_at IS NULL) = $2)';
  const given = [companyId, open === undefined ? null : open === 'yes'];
  const rows = await db.query<Row[]>(
    `SELECT i.id, i.kind, i.key, i.severity, i.details, i.since, i.closed_at AS "closedAt", i.owner_id,
       o.name AS owner_name, CASE WHEN i.closed_at IS NULL THEN (SELECT count(*)::int FROM coverage_gaps g
         WHERE g.company_id = $1 AND g.incident_id = i.id AND g.closed_at IS NULL) ELSE 0 END AS gaps
     FROM coverage_incidents i
     LEFT JOIN people_employees o ON o.company_id = i.company_id AND o.id = i.owner_id
     WHERE ${where} AND ($3::uuid IS NULL OR (${rank}, -extract(epoch FROM i.opened_at), i.id) > (
       SELECT ${rank}, -extract(epoch FROM i.opened_at), i.id FROM coverage_incidents i
       WHERE i.company_id = $1 AND i.id = $3))
     ORDER BY ${rank}, -extract(epoch FROM i.opened_at), i.id LIMIT $4`,
    [...given, after ?? null, limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM coverage_incidents i WHERE ${where}`,
    given,
  );
  return {
    rows: rows.map(({ owner_id, owner_name, ...row }) => ({
      ...row,
      owner: owner_id === null ? null : { id: owner_id, name: owner_name ?? '' },
    })),
    total: count?.total ?? 0,
  };
}
