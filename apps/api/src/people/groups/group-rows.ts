import type { EntityManager } from 'typeorm';

/** What the directory says of a group. `displayNameKey` is the name as it is compared. */
export interface GroupSaid {
  readonly displayName: string;
  readonly displayNameKey: string;
  readonly externalId: string | null;
}

export interface Group extends Omit<GroupSaid, 'displayNameKey'> {
  readonly id: string;
  readonly version: number;
}

interface MemberRow {
  readonly employee_id: string;
}

const idsOf = (rows: readonly MemberRow[]): string[] => rows.map(({ employee_id: id }) => id);

/** Moments are told to the millisecond, and compared as they were told. */
const NOW = `date_trunc('milliseconds', clock_timestamp())`;

export const lockedGroup = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Group | undefined> => {
  const rows: (Omit<Group, 'version'> & { version: string })[] = await db.query(
    `SELECT id, display_name AS "displayName", external_id AS "externalId", version FROM people_groups
     WHERE company_id = $1 AND id = $2 FOR UPDATE`,
    [companyId, id],
  );
  return rows[0] && { ...rows[0], version: Number(rows[0].version) };
};

export const insertGroup = async (
  db: EntityManager,
  companyId: string,
  id: string,
  { displayName, displayNameKey, externalId }: GroupSaid,
): Promise<void> => {
  await db.query(
    `INSERT INTO people_groups (company_id, id, display_name, display_name_key, external_id, created_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, ${NOW}, ${NOW})`,
    [companyId, id, displayName, displayNameKey, externalId],
  );
};

export const updateGroup = async (
  db: EntityManager,
  companyId: string,
  id: string,
  { displayName, displayNameKey, externalId }: GroupSaid,
): Promise<void> => {
  await db.query(
    `UPDATE people_groups SET display_name = $3, display_name_key = $4, external_id = $5, version = version + 1,
       changed_at = ${NOW} WHERE company_id = $1 AND id = $2`,
    [companyId, id, displayName, displayNameKey, externalId],
  );
};

export const touchGroup = async (db: EntityManager, companyId: string, id: string): Promise<void> => {
  await db.query(
    `UPDATE people_groups SET version = version + 1, changed_at = ${NOW} WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
};

export const deleteGroup = async (db: EntityManager, companyId: string, id: string): Promise<void> => {
  await db.query('DELETE FROM people_groups WHERE company_id = $1 AND id = $2', [companyId, id]);
};

export const insertMembers = async (
  db: EntityManager,
  companyId: string,
  id: string,
  employeeIds: readonly string[],
): Promise<string[]> => {
  const rows: MemberRow[] = await db.query(
    `INSERT INTO people_memberships (company_id, group_id, employee_id)
     SELECT $1, $2, employee_id FROM unnest($3::uuid[]) AS employee_id
     ON CONFLICT DO NOTHING RETURNING employee_id`,
    [companyId, id, employeeIds],
  );
  return idsOf(rows);
};

export const deleteMembers = async (
  db: EntityManager,
  companyId: string,
  id: string,
  employeeIds: readonly string[] | undefined,
): Promise<string[]> => {
  const [rows]: [MemberRow[], number] = await db.query(
    `DELETE FROM people_memberships WHERE company_id = $1 AND group_id = $2
       AND ($3::uuid[] IS NULL OR employee_id = ANY($3::uuid[])) RETURNING employee_id`,
    [companyId, id, employeeIds ?? null],
  );
  return idsOf(rows);
};

export const deleteOtherMembers = async (
  db: EntityManager,
  companyId: string,
  id: string,
  employeeIds: readonly string[],
): Promise<string[]> => {
  const [rows]: [MemberRow[], number] = await db.query(
    `DELETE FROM people_memberships m WHERE company_id = $1 AND group_id = $2
       AND NOT EXISTS (SELECT FROM unnest($3::uuid[]) AS kept (id) WHERE kept.id = m.employee_id) RETURNING employee_id`,
    [companyId, id, employeeIds],
  );
  return idsOf(rows);
};

export const deleteMemberships = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<number> => {
  const [, count]: [unknown, number] = await db.query(
    'DELETE FROM people_memberships WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  return count;
};
