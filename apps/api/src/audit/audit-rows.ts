import type { EntityManager } from 'typeorm';

/** Adds canonical bodies to the chain of the transaction's company; the database numbers, dates and links them. */
export const appendRecords = async (db: EntityManager, bodies: readonly string[]): Promise<void> => {
  await db.query('SELECT audit.append($1::text[])', [bodies]);
};

/** Pseudonyms by person, of those who have one. */
export const pseudonymsOf = async (
  db: EntityManager,
  companyId: string,
  personIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows: { person_id: string; pseudonym: string }[] = await db.query(
    'SELECT person_id, pseudonym FROM audit_persons WHERE company_id = $1 AND person_id = ANY($2::uuid[])',
    [companyId, personIds],
  );
  return new Map(rows.map((row) => [row.person_id, row.pseudonym]));
};

/** Keeps a new pseudonym; false when another transaction kept one first. */
export const keepPseudonym = async (
  db: EntityManager,
  companyId: string,
  person: { readonly personId: string; readonly key: Buffer; readonly pseudonym: string },
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO audit_persons (company_id, person_id, key, pseudonym) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, person_id) DO NOTHING RETURNING pseudonym`,
    [companyId, person.personId, person.key, person.pseudonym],
  );
  return rows.length === 1;
};

export const personsOf = async (
  db: EntityManager,
  companyId: string,
  pseudonyms: readonly string[],
): Promise<Map<string, string>> => {
  const rows: { pseudonym: string; person_id: string }[] = await db.query(
    'SELECT pseudonym, person_id FROM audit_persons WHERE company_id = $1 AND pseudonym = ANY($2::text[])',
    [companyId, pseudonyms],
  );
  return new Map(rows.map((row) => [row.pseudonym, row.person_id]));
};

export const forgetPerson = async (db: EntityManager, companyId: string, personId: string): Promise<void> => {
  await db.query('DELETE FROM audit_persons WHERE company_id = $1 AND person_id = $2', [companyId, personId]);
};

/** The database's own clock says which months. */
export const makePartitions = async (db: EntityManager): Promise<void> => {
  await db.query('SELECT audit.make_partitions()');
};
