import type { EntityManager } from 'typeorm';

export interface NoticeText {
  readonly version: number;
  readonly text: string;
  readonly publishedOn: string;
  readonly publishedBy: string | null;
}

const COLUMNS = `version, text, to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "publishedOn",
  published_by AS "publishedBy"`;

export const insertNoticeText = async (
  db: EntityManager,
  companyId: string,
  notice: { version: number; text: string; sha256: string; by: string | null },
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO notices_texts (company_id, version, text, text_sha256, published_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING version`,
    [companyId, notice.version, notice.text, notice.sha256, notice.by],
  );
  return rows.length === 1;
};

export const newestNoticeText = async (
  db: EntityManager,
  companyId: string,
): Promise<NoticeText | undefined> => {
  const rows: NoticeText[] = await db.query(
    `SELECT ${COLUMNS} FROM notices_texts WHERE company_id = $1 ORDER BY version DESC LIMIT 1`,
    [companyId],
  );
  return rows[0];
};

/** Newest first, 50 at most. */
export const noticeTexts = (db: EntityManager, companyId: string): Promise<NoticeText[]> =>
  db.query(`SELECT ${COLUMNS} FROM notices_texts WHERE company_id = $1 ORDER BY version DESC LIMIT 50`, [
    companyId,
  ]);
