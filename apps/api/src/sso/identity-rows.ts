import type { EntityManager } from 'typeorm';

/** A person at an identity provider, by which Holdfast knows them. */
export interface Identity {
  readonly idpEntityId: string;
  readonly nameId: string;
}

export const employeeOf = async (
  db: EntityManager,
  companyId: string,
  { idpEntityId, nameId }: Identity,
): Promise<string | undefined> => {
  const rows: { employee_id: string }[] = await db.query(
    'SELECT employee_id FROM sso_identities WHERE company_id = $1 AND idp_entity_id = $2 AND name_id = $3',
    [companyId, idpEntityId, nameId],
  );
  return rows[0]?.employee_id;
};

export const hasIdentity = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    'SELECT FROM sso_identities WHERE company_id = $1 AND employee_id = $2 LIMIT 1',
    [companyId, employeeId],
  );
  return rows.length > 0;
};

/** False when another transaction linked this identity at this moment. */
export const insertIdentity = async (
  db: EntityManager,
  companyId: string,
  { idpEntityId, nameId }: Identity,
  employeeId: string,
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO sso_identities (company_id, idp_entity_id, name_id, employee_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING employee_id`,
    [companyId, idpEntityId, nameId, employeeId],
  );
  return rows.length === 1;
};

/** Holds other first sign-ins of the same identity back until this transaction ends. */
export const lockIdentity = async (
  db: EntityManager,
  companyId: string,
  { idpEntityId, nameId }: Identity,
): Promise<void> => {
  await db.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 4701030))`, [
    JSON.stringify([companyId, idpEntityId, nameId]),
  ]);
};
