import type { ListedPhone } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** Of somebody's phones in the inventory: those that could be matched. */
export interface OpenPhone extends ListedPhone {
  readonly source: string;
  readonly matchedPhoneId: string | null;
}

/**
 * Nobody else changes what is matched meanwhile. An import locks all others out, since what it adds nobody sees before it
 * ends; changes of somebody's enrolled phones go beside each other, and wait for each other at the rows of one person.
 */
export const lockMatching = async (
  db: EntityManager,
  companyId: string,
  whose: 'import' | 'person',
): Promise<void> => {
  const how = whose === 'import' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared';
  await db.query(`SELECT ${how}(hashtextextended($1, 34))`, [companyId]);
};

/** Not those that vanished or are set aside. Of a `person` they are locked, in one order; an import has locked all others out. */
export const openPhones = (
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  whose: 'import' | 'person',
): Promise<OpenPhone[]> =>
  db.query(
    `SELECT id, employee_id AS person, source, platform, model, os_version AS "osVersion",
       matched_phone_id AS "matchedPhoneId"
     FROM inventory_phones WHERE company_id = $1 AND employee_id = ANY($2::uuid[])
       AND vanished_on IS NULL AND aside_reason IS NULL
       ${whose === 'person' ? 'ORDER BY id FOR NO KEY UPDATE' : ''}`,
    [companyId, employeeIds],
  );

/** What is enrolled of these people now. Read from the fleet; nothing there is ever written from here. */
export const enrolledPhones = (
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
): Promise<ListedPhone[]> =>
  db.query(
    `SELECT id, employee_id AS person, platform, model, os_version AS "osVersion"
     FROM fleet_phones WHERE company_id = $1 AND employee_id = ANY($2::uuid[]) AND released_on IS NULL`,
    [companyId, employeeIds],
  );

/** Keeps what was found: inventory phone → enrolled phone, or null. */
export const keepMatches = async (
  db: EntityManager,
  companyId: string,
  found: readonly (readonly [id: string, phoneId: string | null])[],
): Promise<void> => {
  await db.query(
    `UPDATE inventory_phones p SET matched_phone_id = f.phone_id,
       matched_on = CASE WHEN f.phone_id IS NULL THEN NULL ELSE current_date END,
       unmatched_since = CASE WHEN f.phone_id IS NULL THEN now() END
     FROM unnest($2::uuid[], $3::uuid[]) AS f (id, phone_id) WHERE p.company_id = $1 AND p.id = f.id`,
    [companyId, found.map(([id]) => id), found.map(([, phoneId]) => phoneId)],
  );
};

/** Ids of phones that are not enrolled, as one text a person: equal texts, nothing changed. */
export const unmatchedSets = async (
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows: { person: string; ids: string }[] = await db.query(
    `SELECT employee_id AS person, string_agg(id::text, ',' ORDER BY id) AS ids FROM inventory_phones
     WHERE company_id = $1 AND employee_id = ANY($2::uuid[]) AND unmatched_since IS NOT NULL GROUP BY 1`,
    [companyId, employeeIds],
  );
  return new Map(rows.map(({ person, ids }) => [person, ids]));
};
