import type { EntityManager } from 'typeorm';

/** Where an employee stands: their newest event, and the version of the company's text that is in force. */
export interface Standing {
  readonly noticeVersion: number;
  readonly kind: 'acknowledged' | 'withdrawn' | null;
  readonly sha256: string | null;
  /** UTC date of the newest event. */
  readonly on: string | null;
  /** Version of the company's text in the statement of the newest event. */
  readonly ofVersion: number | null;
}

/** One statement, since every check-in asks. */
export const standingOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Standing | undefined> => {
  const rows: Standing[] = await db.query(
    `SELECT t.version AS "noticeVersion", e.kind, e.statement_sha256 AS sha256,
       to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS on, s.notice_version AS "ofVersion"
     FROM (SELECT version FROM notices_texts WHERE company_id = $1 ORDER BY version DESC LIMIT 1) t
     LEFT JOIN LATERAL (SELECT kind, statement_sha256, at FROM notices_events
       WHERE company_id = $1 AND employee_id = $2 ORDER BY seq DESC LIMIT 1) e ON true
     LEFT JOIN notices_statements s ON s.company_id = $1 AND s.sha256 = e.statement_sha256`,
    [companyId, employeeId],
  );
  return rows[0];
};

export const insertStatement = async (
  db: EntityManager,
  companyId: string,
  statement: { readonly sha256: string; readonly noticeVersion: number; readonly text: string },
): Promise<void> => {
  await db.query(
    `INSERT INTO notices_statements (company_id, sha256, notice_version, text) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [companyId, statement.sha256, statement.noticeVersion, statement.text],
  );
};

export const insertEvent = async (
  db: EntityManager,
  companyId: string,
  event: {
    readonly employeeId: string;
    readonly kind: 'acknowledged' | 'withdrawn';
    readonly sha256: string;
    readonly workstationId: string | null;
  },
): Promise<void> => {
  await db.query(
    `INSERT INTO notices_events (company_id, employee_id, kind, statement_sha256, workstation_id)
     VALUES ($1, $2, $3, $4, $5)`,
    [companyId, event.employeeId, event.kind, event.sha256, event.workstationId],
  );
};

/** Of the active employees, how many acknowledged exactly this statement last. */
export const countAcknowledged = async (
  db: EntityManager,
  companyId: string,
  sha256: string,
): Promise<{ acknowledged: number; employees: number }> => {
  const rows: { acknowledged: number; employees: number }[] = await db.query(
    `SELECT count(*) FILTER (WHERE n.kind = 'acknowledged' AND n.statement_sha256 = $2)::int AS acknowledged,
       count(*)::int AS employees
     FROM people_employees e
     LEFT JOIN LATERAL (SELECT kind, statement_sha256 FROM notices_events v
       WHERE v.company_id = e.company_id AND v.employee_id = e.id ORDER BY seq DESC LIMIT 1) n ON true
     WHERE e.company_id = $1 AND e.active`,
    [companyId, sha256],
  );
  return rows[0] ?? { acknowledged: 0, employees: 0 };
};
