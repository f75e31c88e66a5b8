import type { EntityManager } from 'typeorm';
import { caseKey } from '../case-key.js';
import { conditionOf } from '../filter/condition-rows.js';
import type { ListQuery } from '../list-query.js';
import type { StoredUser, UserRecord } from './user-record.js';

type Raw = Omit<StoredUser, 'version'> & { version: string };

const COLUMNS = `d.employee_id AS "employeeId", d.user_name AS "userName", d.external_id AS "externalId",
  d.display_name AS "displayName", d.given_name AS "givenName", d.family_name AS "familyName", d.email, d.department,
  d.manager_id AS "managerId", d.active, d.deleted_at IS NOT NULL AS deleted, d.version, d.since, d.changed_at AS "changedAt"`;
const LISTED = 'company_id = $1 AND deleted_at IS NULL';
/** Moments are told to the millisecond, and compared as they were told. */
const NOW = `date_trunc('milliseconds', clock_timestamp())`;

const toUser = (raw: Raw): StoredUser => ({ ...raw, version: Number(raw.version) });

const one = async (db: EntityManager, where: string, values: unknown[]): Promise<StoredUser | undefined> => {
  const rows: Raw[] = await db.query(`SELECT ${COLUMNS} FROM directory_people d WHERE ${where}`, values);
  return rows[0] && toUser(rows[0]);
};

/** The person whom the directory sees under this id. */
export const userById = (db: EntityManager, companyId: string, id: string): Promise<StoredUser | undefined> =>
  one(db, `${LISTED} AND employee_id = $2`, [companyId, id]);

/** What is kept of an employee, also when the directory deleted them, and nobody changes it before the transaction ends. */
export const lockedUser = (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<StoredUser | undefined> =>
  one(db, 'company_id = $1 AND employee_id = $2 FOR UPDATE', [companyId, id]);

export const userByName = (
  db: EntityManager,
  companyId: string,
  userName: string,
): Promise<StoredUser | undefined> =>
  one(db, `${LISTED} AND user_name_key = $2`, [companyId, caseKey(userName)]);

/** Who had this name when the directory deleted them, the last one. */
export const deletedByName = (
  db: EntityManager,
  companyId: string,
  userName: string,
): Promise<StoredUser | undefined> =>
  one(
    db,
    'company_id = $1 AND deleted_at IS NOT NULL AND user_name_key = $2 ORDER BY deleted_at DESC LIMIT 1',
    [companyId, caseKey(userName)],
  );

/**
 * A page in the order that is asked for, else in the order of coming. Places are found in an index alone, which holds
 * their ids; only the rows of the page are read.
 */
export const userPage = async (
  db: EntityManager,
  companyId: string,
  { filter, sort, startIndex, count }: ListQuery,
): Promise<StoredUser[]> => {
  const values: unknown[] = [companyId];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const where = filter === undefined ? '' : `AND ${conditionOf(filter, parameter)}`;
  const direction = sort?.descending ? 'DESC' : 'ASC';
  const column = sort?.by.column ?? 'since';
  // No two have the same id or user name: their indexes need nothing more.
  const unique = column === 'employee_id' || column === 'user_name_key';
  const order = (table: string): string =>
    `ORDER BY ${table}${column} ${direction}${unique ? '' : `, ${table}employee_id ${direction}`}`;
  const rows: Raw[] = await db.query(
    `SELECT ${COLUMNS} FROM (
       SELECT employee_id FROM directory_people WHERE ${LISTED} ${where} ${order('')}
       LIMIT ${parameter(count)}::int OFFSET ${parameter(startIndex - 1)}::int) page
     JOIN directory_people d ON d.company_id = $1 AND d.employee_id = page.employee_id ${order('d.')}`,
    values,
  );
  return rows.map(toUser);
};

export const countUsers = async (
  db: EntityManager,
  companyId: string,
  filter: ListQuery['filter'],
): Promise<number> => {
  const values: unknown[] = [companyId];
  const where = filter === undefined ? '' : `AND ${conditionOf(filter, (value) => `$${values.push(value)}`)}`;
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM directory_people WHERE ${LISTED} ${where}`,
    values,
  );
  return rows[0]?.count ?? 0;
};

/** How many of these ids are people whom the directory sees. */
export const countKnown = async (
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM directory_people WHERE ${LISTED} AND employee_id = ANY($2::uuid[])`,
    [companyId, ids],
  );
  return rows[0]?.count ?? 0;
};

/**
 * Keeps what the directory says of an employee: as a new row, or in the place of the former one, which also ends that it
 * deleted them. @throws a driver error with SQLSTATE 23505 when somebody else has the user name
 */
export const storeUser = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  user: UserRecord,
): Promise<void> => {
  const key = (text: string | null): string | null => (text === null ? null : caseKey(text));
  await db.query(
    `INSERT INTO directory_people AS d (company_id, employee_id, user_name, user_name_key, external_id, display_name,
       display_name_key, given_name, given_name_key, family_name, family_name_key, email, email_key, department,
       department_key, manager_id, active, since, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, ${NOW}, ${NOW})
     ON CONFLICT (company_id, employee_id) DO UPDATE SET user_name = excluded.user_name,
       user_name_key = excluded.user_name_key, external_id = excluded.external_id, display_name = excluded.display_name,
       display_name_key = excluded.display_name_key, given_name = excluded.given_name,
       given_name_key = excluded.given_name_key, family_name = excluded.family_name,
       family_name_key = excluded.family_name_key, email = excluded.email, email_key = excluded.email_key,
       department = excluded.department, department_key = excluded.department_key, manager_id = excluded.manager_id,
       active = excluded.active, deleted_at = NULL, version = d.version + 1, changed_at = excluded.changed_at,
       since = CASE WHEN d.deleted_at IS NULL THEN d.since ELSE excluded.since END`,
    [
      companyId,
      employeeId,
      user.userName,
      caseKey(user.userName),
      user.externalId,
      user.displayName,
      key(user.displayName),
      user.givenName,
      key(user.givenName),
      user.familyName,
      key(user.familyName),
      user.email,
      caseKey(user.email),
      user.department,
      key(user.department),
      user.managerId,
      user.active,
    ],
  );
};

/** The directory sees them no more. */
export const markDeleted = async (db: EntityManager, companyId: string, id: string): Promise<void> => {
  await db.query(
    `UPDATE directory_people SET deleted_at = ${NOW}, version = version + 1, changed_at = ${NOW}
     WHERE company_id = $1 AND employee_id = $2`,
    [companyId, id],
  );
};
