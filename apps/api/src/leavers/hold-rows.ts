import type { EntityManager } from 'typeorm';

/** A hold that stands: nothing it covers is erased. */
export interface Hold {
  readonly id: string;
  readonly reason: string;
  readonly placedOn: string;
  readonly reviewBy: string;
}

const COLUMNS = `id, reason, to_char(placed_on, 'YYYY-MM-DD') AS "placedOn", to_char(review_by, 'YYYY-MM-DD') AS "reviewBy"`;

/** The one that is to be reviewed first. */
export const standingHold = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Hold | undefined> => {
  const rows = await db.query<Hold[]>(
    `SELECT ${COLUMNS} FROM leavers_holds WHERE company_id = $1 AND employee_id = $2 AND lifted_on IS NULL
     ORDER BY review_by, id LIMIT 1`,
    [companyId, employeeId],
  );
  return rows[0];
};

export const insertHold = async (
  db: EntityManager,
  companyId: string,
  hold: Hold & { readonly employeeId: string; readonly by: string },
): Promise<void> => {
  await db.query(
    `INSERT INTO leavers_holds (company_id, id, employee_id, reason, placed_on, placed_by, review_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [companyId, hold.id, hold.employeeId, hold.reason, hold.placedOn, hold.by, hold.reviewBy],
  );
};

/** A review: it goes on, for this reason, until the next one. */
export const renewHold = async (
  db: EntityManager,
  companyId: string,
  hold: Pick<Hold, 'id' | 'reason' | 'reviewBy'>,
): Promise<void> => {
  await db.query('UPDATE leavers_holds SET reason = $3, review_by = $4 WHERE company_id = $1 AND id = $2', [
    companyId,
    hold.id,
    hold.reason,
    hold.reviewBy,
  ]);
};

export const liftHoldRow = async (
  db: EntityManager,
  companyId: string,
  id: string,
  lifted: { readonly on: string; readonly by: string },
): Promise<void> => {
  await db.query(
    'UPDATE leavers_holds SET lifted_on = $3, lifted_by = $4 WHERE company_id = $1 AND id = $2',
    [companyId, id, lifted.on, lifted.by],
  );
};
