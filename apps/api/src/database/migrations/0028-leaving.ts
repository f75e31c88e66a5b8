import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/** What erasing a person deletes, by whom: the jobs alone, so that nothing that answers requests can. */
const ERASED = [
  ...['coverage_states', 'coverage_people', 'coverage_gaps', 'storage_copies', 'backup_snapshots'],
  ...['backup_leases', 'backup_runs', 'storage_uploads', 'storage_holdings', 'storage_repositories'],
  ...['fleet_commands', 'fleet_enrolments', 'fleet_agents', 'fleet_phones', 'fleet_workstations'],
  ...[
    'notices_events',
    'notices_declarations',
    'directory_held',
    'directory_people',
    'people_memberships',
    'notify_reminders',
    'sso_identities',
    'sessions_open',
    'access_noted',
  ],
  ...['factors_passwords', 'factors_totps', 'factors_passkeys', 'audit_persons'],
].join(', ');
const ERASED_ENTRIES =
  'entry.accounts, entry.sessions, entry.oauth_records, entry.enrolment_tokens, entry.leaver_links, entry.leaver_sessions';

/**
 * The terms of leavers, holds on what is kept of them, and what was erased. An erasure outlives the person's rows: it says
 * what was done and what is not reached yet, and names nobody. A hold is a row of its own with an id, so that one of a
 * matter, or a second one, can stand beside it.
 */
export class Leaving1795390000028 implements MigrationInterface {
  readonly name = 'Leaving1795390000028';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry.leaver_links (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        UNIQUE (company_id, subject)
      );
      CREATE INDEX leaver_links_by_expiry ON entry.leaver_links (expires_at);
      CREATE TABLE entry.leaver_sessions (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        -- The recovery code was proven: what is sealed may be fetched.
        proven boolean NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX leaver_sessions_by_subject ON entry.leaver_sessions (company_id, subject);
      CREATE INDEX leaver_sessions_by_expiry ON entry.leaver_sessions (expires_at);
      GRANT SELECT, INSERT, UPDATE (expires_at), DELETE ON entry.leaver_links, entry.leaver_sessions TO holdfast_api;

      CREATE TABLE leavers_settings (
        company_id uuid PRIMARY KEY REFERENCES companies,
        access_days int NOT NULL CHECK (access_days BETWEEN 14 AND 90)
      );
      CREATE TABLE leavers_terms (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        cause text CHECK (cause IN ('by-hand', 'directory-inactive', 'directory-deleted')),
        left_on date NOT NULL,
        -- The last day of access; erased from the day after.
        access_until date NOT NULL CHECK (access_until BETWEEN left_on + 14 AND left_on + 90),
        link_made_on date,
        -- By e-mail, once: 'waiting' until the mail server took it or never will.
        link_mail text NOT NULL CHECK (link_mail IN ('waiting', 'sent', 'none')),
        link_mail_tries int NOT NULL DEFAULT 0,
        link_mail_after timestamptz NOT NULL DEFAULT now(),
        erasure_asked_on date,
        -- What is due is looked for from then on, at the earliest.
        erase_after timestamptz NOT NULL,
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX leavers_terms_due ON leavers_terms (company_id, erase_after);
      CREATE INDEX leavers_terms_mail ON leavers_terms (company_id, link_mail_after) WHERE link_mail = 'waiting';
      CREATE TABLE leavers_holds (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        placed_on date NOT NULL,
        placed_by uuid,
        review_by date NOT NULL,
        lifted_on date,
        lifted_by uuid,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        CHECK (review_by > placed_on)
      );
      CREATE INDEX leavers_holds_standing ON leavers_holds (company_id, employee_id) WHERE lifted_on IS NULL;
      CREATE TABLE leavers_erasures (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        -- The last step that is done.
        step text NOT NULL CHECK (step IN ('begun', 'keys', 'objects', 'rows', 'certified')),
        left_on date NOT NULL,
        access_until date NOT NULL,
        own_wish boolean NOT NULL,
        begun_on date NOT NULL,
        rows_erased jsonb NOT NULL DEFAULT '{}',
        erased_on date,
        certificate text,
        standing text CHECK (standing IN ('interim', 'final')),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, employee_id),
        CHECK ((certificate IS NULL) = (standing IS NULL))
      );
      CREATE INDEX leavers_erasures_open ON leavers_erasures (company_id) WHERE standing IS DISTINCT FROM 'final';
      CREATE TABLE leavers_erasure_places (
        company_id uuid NOT NULL,
        erasure_id uuid NOT NULL,
        location_id uuid NOT NULL,
        repository_id uuid NOT NULL,
        keys_absent_on date,
        absent_on date,
        objects bigint NOT NULL DEFAULT 0,
        bytes bigint NOT NULL DEFAULT 0,
        -- Why it is still there: the location refuses, keeps it locked, or cannot be reached.
        problem text CHECK (problem IN ('locked', 'refused', 'unreachable')),
        problem_until timestamptz,
        try_after timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, erasure_id, location_id),
        FOREIGN KEY (company_id, erasure_id) REFERENCES leavers_erasures (company_id, id),
        FOREIGN KEY (company_id, location_id) REFERENCES storage_locations (company_id, id)
      );
      ALTER TABLE people_employees ADD erased_on date;

      -- Who had left before there were terms: theirs begin on the day on which that was written down.
      ALTER TABLE people_employees NO FORCE ROW LEVEL SECURITY;
      INSERT INTO leavers_terms (company_id, employee_id, left_on, access_until, link_mail, erase_after)
        SELECT company_id, id, (left_at AT TIME ZONE 'UTC')::date, (left_at AT TIME ZONE 'UTC')::date + 30, 'none',
          ((left_at AT TIME ZONE 'UTC')::date + 31)::timestamp AT TIME ZONE 'UTC'
        FROM people_employees WHERE NOT active;
      ALTER TABLE people_employees FORCE ROW LEVEL SECURITY;

      ${forceTenancy(
        'leavers_settings',
        'leavers_terms',
        'leavers_holds',
        'leavers_erasures',
        'leavers_erasure_places',
      )}
      GRANT SELECT, INSERT, UPDATE ON leavers_settings, leavers_holds TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON leavers_terms TO holdfast_api;
      GRANT SELECT ON leavers_erasures, leavers_erasure_places TO holdfast_api;
      GRANT SELECT, DELETE, UPDATE (link_made_on, link_mail, link_mail_tries, link_mail_after) ON leavers_terms
        TO holdfast_jobs;
      GRANT SELECT, DELETE ON leavers_holds TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE ON leavers_erasures, leavers_erasure_places TO holdfast_jobs;

      GRANT SELECT, DELETE ON ${ERASED}, ${ERASED_ENTRIES} TO holdfast_jobs;
      GRANT INSERT ON entry.leaver_links TO holdfast_jobs;
      -- A row of theirs stays: policies were published by it, and an erasure is of it. It names nobody.
      GRANT UPDATE (name, email, department, role, role_source, created_at, left_at, erased_on) ON people_employees
        TO holdfast_jobs;
      GRANT UPDATE (test, tested_hash) ON sso_connections TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE leavers_erasure_places, leavers_erasures, leavers_holds, leavers_terms, leavers_settings;
      REVOKE DELETE ON storage_copies, backup_snapshots, backup_leases, storage_uploads, storage_holdings,
        storage_repositories, fleet_enrolments, fleet_agents, fleet_phones, fleet_workstations, notices_events, notices_declarations,
        directory_held, directory_people, people_memberships, sso_identities, audit_persons FROM holdfast_jobs;
      REVOKE ALL ON factors_passwords, factors_totps, factors_passkeys, entry.accounts, entry.sessions,
        entry.oauth_records, entry.enrolment_tokens FROM holdfast_jobs;
      REVOKE UPDATE (name, email, department, role, role_source, created_at, left_at, erased_on) ON people_employees
        FROM holdfast_jobs;
      REVOKE UPDATE (test, tested_hash) ON sso_connections FROM holdfast_jobs;
      DROP TABLE entry.leaver_sessions, entry.leaver_links;
      ALTER TABLE people_employees DROP COLUMN erased_on;
    `);
  }
}
