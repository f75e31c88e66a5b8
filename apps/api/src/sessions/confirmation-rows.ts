import type { EntityManager } from 'typeorm';

/** How long a proof counts for what changes an account (OWASP ASVS 5.0 V7.5.1). */
const CONFIRMED_SECONDS = 300;

export const keepConfirmed = async (
  db: EntityManager,
  companyId: string,
  sessionId: string,
): Promise<void> => {
  await db.query(
    `UPDATE sessions_open SET confirmed_until = now() + make_interval(secs => $3)
     WHERE company_id = $1 AND id = $2`,
    [companyId, sessionId, CONFIRMED_SECONDS],
  );
};

export const isConfirmed = async (
  db: EntityManager,
  companyId: string,
  sessionId: string,
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    'SELECT FROM sessions_open WHERE company_id = $1 AND id = $2 AND confirmed_until > now()',
    [companyId, sessionId],
  );
  return rows.length === 1;
};
