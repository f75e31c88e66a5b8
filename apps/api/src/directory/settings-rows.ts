import { DirectoryLimits } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** What holds before anybody has set it: the defaults of the table. */
const USUAL: DirectoryLimits = { sharePercent: 10, windowHours: 24 };

export const limitsOf = async (db: EntityManager, companyId: string): Promise<DirectoryLimits> => {
  const rows: unknown[] = await db.query(
    `SELECT share_percent AS "sharePercent", window_hours AS "windowHours" FROM directory_settings WHERE company_id = $1`,
    [companyId],
  );
  return rows[0] === undefined ? USUAL : DirectoryLimits.parse(rows[0]);
};

export const setLimits = async (
  db: EntityManager,
  companyId: string,
  { sharePercent, windowHours }: DirectoryLimits,
): Promise<void> => {
  await db.query(
    `INSERT INTO directory_settings (company_id, share_percent, window_hours) VALUES ($1, $2, $3)
     ON CONFLICT (company_id) DO UPDATE SET share_percent = excluded.share_percent, window_hours = excluded.window_hours`,
    [companyId, sharePercent, windowHours],
  );
};
