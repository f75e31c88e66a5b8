import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { KnownPerson, ListedPhone } from './listed-phones.js';
import type { KeptPhone, SourceChanges } from './source-changes.js';

/** In one statement. */
const BATCH = 5000;
const batches = function* <T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += BATCH) yield all.slice(at, at + BATCH);
};

/** Who of those that are active has one of these addresses: as their e-mail address, or as the directory's name of them. */
export const peopleByAddress = async (
  db: EntityManager,
  companyId: string,
  addresses: readonly string[],
): Promise<Map<string, KnownPerson>> => {
  const found = new Map<string, KnownPerson>();
  for (const some of batches(addresses)) {
    const rows: (KnownPerson & { address: string })[] = await db.query(
      `SELECT d.user_name_key AS address, e.id, e.name FROM directory_people d
       JOIN people_employees e ON e.company_id = d.company_id AND e.id = d.employee_id AND e.active
       WHERE d.company_id = $1 AND d.deleted_at IS NULL AND d.user_name_key = ANY($2::text[])
       UNION ALL
       SELECT e.email, e.id, e.name FROM people_employees e
       WHERE e.company_id = $1 AND e.active AND e.email = ANY($2::text[])`,
      [companyId, some],
    );
    // An e-mail address is surer than a name that an administrator gave, so it comes last.
    for (const { address, id, name } of rows) found.set(address, { id, name });
  }
  return found;
};

export const countSources = async (db: EntityManager, companyId: string): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    'SELECT count(*)::int AS count FROM inventory_sources WHERE company_id = $1',
    [companyId],
  );
  return rows[0]?.count ?? 0;
};

/** Notes the import. False: the source was not there before. */
export const noteImport = async (
  db: EntityManager,
  companyId: string,
  source: string,
  unknownPeople: number,
): Promise<boolean> => {
  const rows: { known: boolean }[] = await db.query(
    `INSERT INTO inventory_sources (company_id, name, unknown_people) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, name) DO UPDATE
       SET imported_at = now(), unknown_people = excluded.unknown_people, quiet_since = NULL
     RETURNING xmax <> 0 AS known`,
    [companyId, source, unknownPeople],
  );
  return rows[0]?.known === true;
};

/** All that a source told of, also what vanished. */
export const keptPhones = (db: EntityManager, companyId: string, source: string): Promise<KeptPhone[]> =>
  db.query(
    `SELECT id, encode(device_hash, 'hex') AS hash, employee_id AS "employeeId", platform, model,
       os_version AS "osVersion", ownership, vanished_on IS NOT NULL AS vanished
     FROM inventory_phones WHERE company_id = $1 AND source = $2`,
    [companyId, source],
  );

const columns = (phones: readonly ListedPhone[]): unknown[] => [
  phones.map(({ hash }) => hash),
  phones.map(({ employeeId }) => employeeId),
  phones.map(({ platform }) => platform),
  phones.map(({ model }) => model),
  phones.map(({ osVersion }) => osVersion),
  phones.map(({ ownership }) => ownership),
];

type NewPhone = ListedPhone & { readonly id: string };

/** `matches`: phone → enrolled phone. */
const insertPhones = (
  db: EntityManager,
  companyId: string,
  source: string,
  phones: readonly NewPhone[],
  matches: ReadonlyMap<string, string>,
) =>
  db.query(
    `INSERT INTO inventory_phones (company_id, id, source, device_hash, employee_id, platform, model, os_version,
       ownership, matched_phone_id, matched_on, unmatched_since)
     SELECT $1, p.id, $2, decode(p.hash, 'hex'), p.employee_id, p.platform, p.model, p.os_version, p.ownership,
       p.matched, CASE WHEN p.matched IS NOT NULL THEN current_date END, CASE WHEN p.matched IS NULL THEN now() END
     FROM unnest($3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::uuid[], $10::uuid[])
       AS p (hash, employee_id, platform, model, os_version, ownership, id, matched)`,
    [
      companyId,
      source,
      ...columns(phones),
      phones.map(({ id }) => id),
      phones.map(({ id }) => matches.get(id) ?? null),
    ],
  );

const updatePhones = (db: EntityManager, companyId: string, phones: SourceChanges['changed']) =>
  db.query(
    `UPDATE inventory_phones p SET employee_id = w.employee_id, platform = w.platform, model = w.model,
       os_version = w.os_version, ownership = w.ownership, vanished_on = NULL,
       matched_phone_id = CASE WHEN NOT w.anew THEN p.matched_phone_id END,
       matched_on = CASE WHEN NOT w.anew THEN p.matched_on END,
       aside_reason = CASE WHEN NOT w.anew THEN p.aside_reason END,
       aside_on = CASE WHEN NOT w.anew THEN p.aside_on END,
       unmatched_since = CASE WHEN w.anew THEN now() ELSE p.unmatched_since END
     FROM unnest($2::text[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::uuid[], $9::boolean[])
       AS w (hash, employee_id, platform, model, os_version, ownership, id, anew)
     WHERE p.company_id = $1 AND p.id = w.id`,
    [companyId, ...columns(phones), phones.map(({ id }) => id), phones.map(({ anew }) => anew)],
  );

/** What was said of them goes; which enrolled phone it was stays. */
const markVanished = (db: EntityManager, companyId: string, ids: readonly string[]) =>
  db.query(
    `UPDATE inventory_phones SET vanished_on = current_date, unmatched_since = NULL, aside_reason = NULL, aside_on = NULL
     WHERE company_id = $1 AND id = ANY($2::uuid[])`,
    [companyId, ids],
  );

/** `foresee` answers what new phones will be matched to, as far as that can be known before they are there. */
export const writeChanges = async (
  db: EntityManager,
  companyId: string,
  source: string,
  { vanished, changed, added }: SourceChanges,
  foresee: (phones: readonly NewPhone[]) => Promise<ReadonlyMap<string, string>>,
): Promise<void> => {
  for (const some of batches(vanished)) await markVanished(db, companyId, some);
  for (const some of batches(changed)) await updatePhones(db, companyId, some);
  for (const some of batches(added)) {
    const phones = some.map((phone) => ({ ...phone, id: randomUUID() }));
    await insertPhones(db, companyId, source, phones, await foresee(phones));
  }
};

/** How many of what a source tells of now are not enrolled. */
export const countUnmatched = async (
  db: EntityManager,
  companyId: string,
  source: string,
): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM inventory_phones
     WHERE company_id = $1 AND source = $2 AND unmatched_since IS NOT NULL`,
    [companyId, source],
  );
  return rows[0]?.count ?? 0;
};
