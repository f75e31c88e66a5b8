import type { EntityManager } from 'typeorm';
import type { RowsErased } from '../../database/erase-rows.js';

/** Done up to and with this. `certified`: all that can be done now is, and said. */
export type ErasureStep = 'begun' | 'keys' | 'objects' | 'rows' | 'certified';

export interface Erasure {
  readonly id: string;
  readonly employeeId: string;
  readonly step: ErasureStep;
  readonly leftOn: string;
  readonly accessUntil: string;
  readonly ownWish: boolean;
  readonly begunOn: string;
  readonly rowsErased: RowsErased;
  readonly erasedOn: string | null;
  /** `SignedCertificate`, one line. */
  readonly certificate: string | null;
  readonly standing: 'interim' | 'final' | null;
}

const COLUMNS = `id, employee_id AS "employeeId", step, to_char(left_on, 'YYYY-MM-DD') AS "leftOn",
  to_char(access_until, 'YYYY-MM-DD') AS "accessUntil", own_wish AS "ownWish", to_char(begun_on, 'YYYY-MM-DD') AS "begunOn",
  rows_erased AS "rowsErased", to_char(erased_on, 'YYYY-MM-DD') AS "erasedOn", certificate, standing`;

export const erasureOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Erasure | undefined> => {
  const rows = await db.query<Erasure[]>(
    `SELECT ${COLUMNS} FROM leavers_erasures WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId],
  );
  return rows[0];
};

export const erasureById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Erasure | undefined> => {
  const rows = await db.query<Erasure[]>(
    `SELECT ${COLUMNS} FROM leavers_erasures WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0];
};

/** Ids of those in which something is left to do now, oldest first. */
export const openErasures = async (db: EntityManager, companyId: string, now: Date): Promise<string[]> => {
  const rows = await db.query<{ id: string }[]>(
    `SELECT e.id FROM leavers_erasures e
     WHERE e.company_id = $1 AND e.standing IS DISTINCT FROM 'final'
       AND (e.step <> 'certified' OR EXISTS (SELECT FROM leavers_erasure_places p WHERE p.company_id = e.company_id
         AND p.erasure_id = e.id AND p.absent_on IS NULL AND p.try_after <= $2))
     ORDER BY e.begun_on, e.id`,
    [companyId, now],
  );
  return rows.map(({ id }) => id);
};

export const insertErasure = async (
  db: EntityManager,
  companyId: string,
  erasure: Pick<Erasure, 'id' | 'employeeId' | 'leftOn' | 'accessUntil' | 'ownWish' | 'begunOn'>,
): Promise<void> => {
  const { id, employeeId, leftOn, accessUntil, ownWish, begunOn } = erasure;
  await db.query(
    `INSERT INTO leavers_erasures (company_id, id, employee_id, step, left_on, access_until, own_wish, begun_on)
     VALUES ($1, $2, $3, 'begun', $4, $5, $6, $7)`,
    [companyId, id, employeeId, leftOn, accessUntil, ownWish, begunOn],
  );
};

/** Forward only: another process may be further by now. */
export const setStep = async (
  db: EntityManager,
  companyId: string,
  id: string,
  { from, to }: { readonly from: ErasureStep; readonly to: ErasureStep },
): Promise<void> => {
  await db.query('UPDATE leavers_erasures SET step = $4 WHERE company_id = $1 AND id = $2 AND step = $3', [
    companyId,
    id,
    from,
    to,
  ]);
};

export const keepRowsErased = async (
  db: EntityManager,
  companyId: string,
  id: string,
  done: { readonly rows: RowsErased; readonly on: string },
): Promise<void> => {
  await db.query(
    `UPDATE leavers_erasures SET rows_erased = $3, erased_on = $4, step = 'rows' WHERE company_id = $1 AND id = $2`,
    [companyId, id, JSON.stringify(done.rows), done.on],
  );
};

export const keepCertificate = async (
  db: EntityManager,
  companyId: string,
  id: string,
  signed: { readonly certificate: string; readonly standing: 'interim' | 'final' },
): Promise<void> => {
  await db.query(
    `UPDATE leavers_erasures SET certificate = $3, standing = $4, step = 'certified' WHERE company_id = $1 AND id = $2`,
    [companyId, id, signed.certificate, signed.standing],
  );
};
