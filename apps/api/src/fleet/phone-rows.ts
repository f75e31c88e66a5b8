import type { AttachState, Platform } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { searchText } from '../database/search-text.js';

/** An enrolled phone with whom and where, for the other rooms. Moments are UTC. */
export interface FleetPhone {
  readonly id: string;
  readonly label: string;
  readonly platform: Platform;
  readonly model: string | null;
  readonly osVersion: string | null;
  readonly enrolledAt: Date;
  readonly employee: { readonly id: string; readonly name: string; readonly department: string | null };
  /** Where it was seen last. */
  readonly workstation: {
    readonly id: string;
    readonly label: string;
    readonly lastSeenOn: string | null;
    readonly lastSeenAt: Date | null;
    readonly agentVersion: string;
  };
  readonly attach: z.infer<typeof AttachState>;
  readonly attached: boolean;
}

interface RawPhone extends Omit<FleetPhone, 'employee' | 'workstation' | 'attached'> {
  employeeId: string;
  employeeName: string;
  department: string | null;
  workstationId: string;
  workstationLabel: string;
  lastSeenOn: string | null;
  lastSeenAt: Date | null;
  agentVersion: string;
}

const SELECT = `
  SELECT p.id, p.label, p.platform, p.model, p.os_version AS "osVersion", p.created_at AS "enrolledAt",
    e.id AS "employeeId", e.name AS "employeeName", e.department,
    n.workstation_id AS "workstationId", w.label AS "workstationLabel",
    to_char(w.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "lastSeenOn", w.last_seen_at AS "lastSeenAt",
    COALESCE((SELECT a.version FROM fleet_agents a WHERE a.company_id = w.company_id
      AND a.workstation_id = w.id ORDER BY a.created_at DESC LIMIT 1), '') AS "agentVersion",
    n.attach
  FROM fleet_phones p
  JOIN people_employees e ON e.company_id = p.company_id AND e.id = p.employee_id
  JOIN LATERAL (
    SELECT n.workstation_id, n.attach FROM fleet_enrolments n
    WHERE n.company_id = p.company_id AND n.phone_id = p.id
    ORDER BY (n.attach <> 'detached') DESC, n.attach_at DESC NULLS LAST, n.created_at DESC, n.id LIMIT 1
  ) n ON true
  JOIN fleet_workstations w ON w.company_id = p.company_id AND w.id = n.workstation_id`;

const toPhone = (raw: RawPhone): FleetPhone => ({
  id: raw.id,
  label: raw.label,
  platform: raw.platform,
  model: raw.model,
  osVersion: raw.osVersion,
  enrolledAt: raw.enrolledAt,
  employee: { id: raw.employeeId, name: raw.employeeName, department: raw.department },
  workstation: {
    id: raw.workstationId,
    label: raw.workstationLabel,
    lastSeenOn: raw.lastSeenOn,
    lastSeenAt: raw.lastSeenAt,
    agentVersion: raw.agentVersion,
  },
  attach: raw.attach,
  attached: raw.attach !== 'detached',
});

export const phoneById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<FleetPhone | undefined> => {
  const rows: RawPhone[] = await db.query(`${SELECT} WHERE p.company_id = $1 AND p.id = $2`, [companyId, id]);
  return rows[0] && toPhone(rows[0]);
};

export const employeeOfPhone = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<string | undefined> => {
  const rows: { employee_id: string }[] = await db.query(
    'SELECT employee_id FROM fleet_phones WHERE company_id = $1 AND id = $2',
    [companyId, id],
  );
  return rows[0]?.employee_id;
};

export const phonesOfEmployee = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<FleetPhone[]> => {
  const rows: RawPhone[] = await db.query(
    `${SELECT} WHERE p.company_id = $1 AND p.employee_id = $2 ORDER BY p.created_at, p.id`,
    [companyId, employeeId],
  );
  return rows.map(toPhone);
};

export const phonesOfWorkstation = async (
  db: EntityManager,
  companyId: string,
  workstationId: string,
): Promise<FleetPhone[]> => {
  const rows: RawPhone[] = await db.query(
    `${SELECT} WHERE p.company_id = $1 AND p.id IN (SELECT x.phone_id FROM fleet_enrolments x
       WHERE x.company_id = $1 AND x.workstation_id = $2) ORDER BY p.created_at, p.id`,
    [companyId, workstationId],
  );
  return rows.map(toPhone);
};

/** Labels of all phones that a person has or had, by id. */
export const phoneLabels = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Map<string, string>> => {
  const rows: { id: string; label: string }[] = await db.query(
    'SELECT id, label FROM fleet_phones WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  return new Map(rows.map(({ id, label }) => [id, label]));
};

/** What a page of phones shows. `state` is joined from what coverage computed last. */
export interface PhonePageFilter {
  readonly q?: string | undefined;
  readonly platform?: Platform | undefined;
  readonly state?: string | undefined;
}

const WHERE = `
  p.company_id = $1 AND p.released_on IS NULL
  AND ($2::text IS NULL OR strpos(lower(p.label), lower($2)) > 0 OR strpos(lower(p.model), lower($2)) > 0 OR strpos(lower(e.name), lower($2)) > 0)
  AND ($3::text IS NULL OR p.platform = $3)
  AND ($4::text IS NULL OR EXISTS (SELECT FROM coverage_states s
    WHERE s.company_id = p.company_id AND s.phone_id = p.id AND s.state = $4))`;

const filterValues = (companyId: string, filter: PhonePageFilter): unknown[] => [
  companyId,
  searchText(filter.q),
  filter.platform ?? null,
  filter.state ?? null,
];

/** Ordered by label, then id; one row more than `limit`, which tells whether there is a next page. */
export const phonePageRows = async (
  db: EntityManager,
  companyId: string,
  filter: PhonePageFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<FleetPhone[]> => {
  const rows: RawPhone[] = await db.query(
    `${SELECT} WHERE ${WHERE} AND ($5::text IS NULL OR (lower(p.label), p.id) > ($5::text, $6::uuid))
     ORDER BY lower(p.label), p.id LIMIT $7`,
    [...filterValues(companyId, filter), after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  );
  return rows.map(toPhone);
};

export const countPhones = async (
  db: EntityManager,
  companyId: string,
  filter: PhonePageFilter,
): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM fleet_phones p
     JOIN people_employees e ON e.company_id = p.company_id AND e.id = p.employee_id WHERE ${WHERE}`,
    filterValues(companyId, filter),
  );
  return rows[0]?.count ?? 0;
};
