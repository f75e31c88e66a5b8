import type { MigrationInterface, QueryRunner } from 'typeorm';
import { checkIns, type NoticeSql, NOTICES_BY_VERSION, type PolicySql } from './0025-authorization.js';

const TENANTS = ['notices_texts', 'notices_statements', 'notices_events', 'notices_declarations'];

/** Check-ins as before, but for what was acknowledged and the company's key, which is part of it. */
const STATEMENTS: NoticeSql = {
  texts: 'notices_texts',
  keyNumber: 'SELECT max(k.number) FROM keys_company k WHERE k.company_id = company',
  acknowledged: 'acknowledged_sha256 text',
  acknowledgedBy: (
    employee,
  ) => `SELECT CASE e.kind WHEN 'acknowledged' THEN e.statement_sha256 END FROM notices_events e
        WHERE e.company_id = company AND e.employee_id = ${employee} ORDER BY e.seq DESC LIMIT 1`,
};

/** The same, where policies are assigned, or what is known is looked up, in another way. */
export const checkInsOfStatements = (policies: PolicySql, unchanged?: string): string =>
  checkIns(STATEMENTS, policies, unchanged);

/**
 * What employees acknowledge: the company's text, the statement made of it and of the policy, kept once by its hash as
 * evidence, and each acknowledgement and withdrawal as an event. Acknowledgements of before were of the text alone: their
 * statement is that text. And what an employee answered about a phone that is not enrolled, which concerns nobody else.
 */
export class Notices1795390000027 implements MigrationInterface {
  readonly name = 'Notices1795390000027';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE company_notices RENAME TO notices_texts;
      ALTER TABLE notices_texts ADD published_by uuid;

      CREATE TABLE notices_statements (
        company_id uuid NOT NULL REFERENCES companies,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        notice_version int NOT NULL,
        text text NOT NULL CHECK (octet_length(text) <= 65536),
        PRIMARY KEY (company_id, sha256),
        FOREIGN KEY (company_id, notice_version) REFERENCES notices_texts (company_id, version)
      );
      CREATE TABLE notices_events (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        -- In the order in which they happened.
        seq bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL CHECK (kind IN ('acknowledged', 'withdrawn')),
        statement_sha256 text NOT NULL,
        -- The workstation on which it was; null: in the portal.
        workstation_id uuid,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, employee_id, seq),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        FOREIGN KEY (company_id, statement_sha256) REFERENCES notices_statements (company_id, sha256)
      );
      CREATE TABLE notices_declarations (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        answer text NOT NULL CHECK (answer IN ('declined', 'not-for-work')),
        declared_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      ALTER TABLE notices_texts NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE fleet_acknowledgements NO FORCE ROW LEVEL SECURITY;
      INSERT INTO notices_statements (company_id, sha256, notice_version, text)
        SELECT company_id, text_sha256, min(version), min(text) FROM notices_texts GROUP BY company_id, text_sha256;
      INSERT INTO notices_events (company_id, employee_id, kind, statement_sha256, at)
        SELECT company_id, employee_id, 'acknowledged', text_sha256, acknowledged_at FROM fleet_acknowledgements
        ORDER BY acknowledged_at;
      ALTER TABLE notices_texts FORCE ROW LEVEL SECURITY;
      ALTER TABLE fleet_enrolments DROP COLUMN notice_version;
      DROP TABLE fleet_acknowledgements;

      ${TENANTS.filter((table) => table !== 'notices_texts')
        .map(
          (table) => `
      ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
      ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON ${table} USING (company_id = current_setting('app.company_id')::uuid);`,
        )
        .join('')}
      -- Evidence: added, never changed. An answer about a phone is no evidence of anything, and can be taken back.
      GRANT SELECT, INSERT ON notices_statements, notices_events TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON notices_declarations TO holdfast_api;
      GRANT SELECT ON notices_statements, notices_events, notices_declarations TO holdfast_jobs;
      GRANT UPDATE (at) ON notices_events TO holdfast_jobs;
      DROP FUNCTION fleet_check_ins;
      ${checkIns(STATEMENTS)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Withdrawals have no place in the release before: who withdrew has not acknowledged there.
    await runner.query(`
      ALTER TABLE notices_texts DROP COLUMN published_by;
      ALTER TABLE notices_texts RENAME TO company_notices;
      CREATE TABLE fleet_acknowledgements (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        notice_version int NOT NULL,
        text_sha256 text NOT NULL,
        acknowledged_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, employee_id, notice_version),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        FOREIGN KEY (company_id, notice_version) REFERENCES company_notices (company_id, version)
      );
      ALTER TABLE fleet_acknowledgements ENABLE ROW LEVEL SECURITY;
      ALTER TABLE fleet_acknowledgements FORCE ROW LEVEL SECURITY;
      CREATE POLICY tenant ON fleet_acknowledgements USING (company_id = current_setting('app.company_id')::uuid);
      GRANT SELECT, INSERT ON fleet_acknowledgements TO holdfast_api;
      GRANT SELECT ON fleet_acknowledgements TO holdfast_jobs;
      ALTER TABLE fleet_enrolments ADD notice_version int NOT NULL DEFAULT 1;
      DROP TABLE notices_declarations, notices_events, notices_statements;
      DROP FUNCTION fleet_check_ins;
      ${checkIns(NOTICES_BY_VERSION)}
    `);
  }
}
