import type { EntityManager } from 'typeorm';

export interface SourceRow {
  readonly name: string;
  readonly importedAt: Date;
  readonly quietDays: number;
  readonly quiet: boolean;
  readonly phones: number;
  readonly notEnrolled: number;
  readonly setAside: number;
  readonly vanished: number;
  readonly unknownPeople: number;
}

export const sourceRows = (db: EntityManager, companyId: string): Promise<SourceRow[]> =>
  db.query(
    `SELECT s.name, s.imported_at AS "importedAt", s.quiet_days AS "quietDays",
       s.imported_at < now() - make_interval(days => s.quiet_days) AS quiet, s.unknown_people AS "unknownPeople",
       count(p.id) FILTER (WHERE p.vanished_on IS NULL)::int AS phones,
       count(p.unmatched_since)::int AS "notEnrolled",
       count(p.aside_reason)::int AS "setAside",
       count(p.vanished_on)::int AS vanished
     FROM inventory_sources s
     LEFT JOIN inventory_phones p ON p.company_id = s.company_id AND p.source = s.name
     WHERE s.company_id = $1 GROUP BY s.company_id, s.name ORDER BY s.name`,
    [companyId],
  );

/** False: there is no such source. */
export const setQuietDays = async (
  db: EntityManager,
  companyId: string,
  name: string,
  days: number,
): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'UPDATE inventory_sources SET quiet_days = $3, quiet_since = NULL WHERE company_id = $1 AND name = $2',
    [companyId, name, days],
  );
  return count === 1;
};

/** Everybody of whom a source tells something. */
export const peopleOfSource = async (
  db: EntityManager,
  companyId: string,
  name: string,
): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(
    'SELECT DISTINCT employee_id AS id FROM inventory_phones WHERE company_id = $1 AND source = $2',
    [companyId, name],
  );
  return rows.map(({ id }) => id);
};

/** With all that it told of. False: there is no such source. */
export const deleteSource = async (db: EntityManager, companyId: string, name: string): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'DELETE FROM inventory_sources WHERE company_id = $1 AND name = $2',
    [companyId, name],
  );
  return count === 1;
};
