import type { Notice } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface Company {
  readonly id: string;
  readonly name: string;
}

export const insertCompany = async (db: EntityManager, company: Company): Promise<void> => {
  await db.query('INSERT INTO companies (company_id, name) VALUES ($1, $2)', [company.id, company.name]);
};

export const companyById = async (db: EntityManager, companyId: string): Promise<Company | undefined> => {
  const rows: { company_id: string; name: string }[] = await db.query(
    'SELECT company_id, name FROM companies WHERE company_id = $1',
    [companyId],
  );
  return rows[0] && { id: rows[0].company_id, name: rows[0].name };
};

export const insertNotice = async (db: EntityManager, companyId: string, notice: Notice): Promise<void> => {
  await db.query(
    'INSERT INTO company_notices (company_id, version, text, text_sha256) VALUES ($1, $2, $3, $4)',
    [companyId, notice.version, notice.text, notice.sha256],
  );
};

export const noticeOf = async (
  db: EntityManager,
  companyId: string,
  version: number,
): Promise<Notice | undefined> => {
  const rows: { text: string; text_sha256: string }[] = await db.query(
    'SELECT text, text_sha256 FROM company_notices WHERE company_id = $1 AND version = $2',
    [companyId, version],
  );
  return rows[0] && { version, text: rows[0].text, sha256: rows[0].text_sha256 };
};

export const newestNotice = async (db: EntityManager, companyId: string): Promise<Notice | undefined> => {
  const rows: { version: number; text: string; text_sha256: string }[] = await db.query(
    `SELECT version, text, text_sha256 FROM company_notices
     WHERE company_id = $1 ORDER BY version DESC LIMIT 1`,
    [companyId],
  );
  return rows[0] && { version: rows[0].version, text: rows[0].text, sha256: rows[0].text_sha256 };
};
