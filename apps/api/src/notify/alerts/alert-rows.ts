import type { Alert } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { NewAlert } from './alerts.js';

/** The id; undefined: this kind and key was told already. */
export async function insertAlert(
  db: EntityManager,
  companyId: string,
  alert: NewAlert,
  now: Date,
): Promise<string | undefined> {
  const { kind, key, severity, title, sentences, nextStep, path } = alert;
  const rows = await db.query<{ id: string }[]>(
    `INSERT INTO notify_alerts (company_id, id, kind, key, severity, title, sentences, next_step, path, raised_at)
     VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (company_id, kind, key) DO NOTHING RETURNING id`,
    [companyId, kind, key, severity, title, sentences, nextStep, path, now],
  );
  return rows[0]?.id;
}

const COLUMNS = `id, severity, title, sentences, next_step AS "nextStep", path,
  to_char(raised_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "on"`;

export async function alertById(
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Alert | undefined> {
  const rows = await db.query<Alert[]>(
    `SELECT ${COLUMNS} FROM notify_alerts WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0];
}

export const newestAlerts = (db: EntityManager, companyId: string, limit: number): Promise<Alert[]> =>
  db.query(
    `SELECT ${COLUMNS} FROM notify_alerts WHERE company_id = $1 ORDER BY raised_at DESC, id LIMIT $2`,
    [companyId, limit],
  );
