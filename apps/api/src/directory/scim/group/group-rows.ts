import type { EntityManager } from 'typeorm';
import { conditionOf } from '../filter/condition-rows.js';
import type { ListQuery } from '../list-query.js';

export interface StoredGroup {
  readonly id: string;
  readonly displayName: string;
  readonly externalId: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly changedAt: Date;
}

export interface MemberRow {
  readonly groupId: string;
  readonly id: string;
  readonly name: string;
}

type Raw = Omit<StoredGroup, 'version'> & { version: string };

const COLUMNS = `g.id, g.display_name AS "displayName", g.external_id AS "externalId", g.version,
  g.created_at AS "createdAt", g.changed_at AS "changedAt"`;
const toGroup = (raw: Raw): StoredGroup => ({ ...raw, version: Number(raw.version) });

export const groupById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<StoredGroup | undefined> => {
  const rows: Raw[] = await db.query(
    `SELECT ${COLUMNS} FROM people_groups g WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0] && toGroup(rows[0]);
};

/** A page in the order that is asked for, else in the order of coming. */
export const groupPage = async (
  db: EntityManager,
  companyId: string,
  { filter, sort, startIndex, count }: ListQuery,
): Promise<StoredGroup[]> => {
  const values: unknown[] = [companyId];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const where = filter === undefined ? '' : `AND ${conditionOf(filter, parameter)}`;
  const direction = sort?.descending ? 'DESC' : 'ASC';
  const rows: Raw[] = await db.query(
    `SELECT ${COLUMNS} FROM people_groups g WHERE company_id = $1 ${where}
     ORDER BY ${sort?.by.column ?? 'created_at'} ${direction}, id ${direction}
     LIMIT ${parameter(count)}::int OFFSET ${parameter(startIndex - 1)}::int`,
    values,
  );
  return rows.map(toGroup);
};

export const countGroups = async (
  db: EntityManager,
  companyId: string,
  filter?: ListQuery['filter'],
): Promise<number> => {
  const values: unknown[] = [companyId];
  const where = filter === undefined ? '' : `AND ${conditionOf(filter, (value) => `$${values.push(value)}`)}`;
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM people_groups WHERE company_id = $1 ${where}`,
    values,
  );
  return rows[0]?.count ?? 0;
};

/** Whether one of these ids is a group's. */
export const isAnyGroup = async (
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    'SELECT FROM people_groups WHERE company_id = $1 AND id = ANY($2::uuid[]) LIMIT 1',
    [companyId, ids],
  );
  return rows.length > 0;
};

/** Members of groups whom the directory sees. */
export const membersOf = async (
  db: EntityManager,
  companyId: string,
  groupIds: readonly string[],
): Promise<MemberRow[]> =>
  db.query(
    `SELECT m.group_id AS "groupId", m.employee_id AS id, e.name FROM people_memberships m
     JOIN directory_people d ON d.company_id = m.company_id AND d.employee_id = m.employee_id AND d.deleted_at IS NULL
     JOIN people_employees e ON e.company_id = m.company_id AND e.id = m.employee_id
     WHERE m.company_id = $1 AND m.group_id = ANY($2::uuid[]) ORDER BY m.group_id, m.employee_id`,
    [companyId, groupIds],
  );
