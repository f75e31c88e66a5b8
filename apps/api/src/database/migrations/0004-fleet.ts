import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Who has what. A phone is known by a keyed hash of its serial and a label that the employee chose; its own device name
 * is never here. What is attached where belongs to the enrolment: one phone may be enrolled on two workstations.
 */
export class Fleet1795390000004 implements MigrationInterface {
  readonly name = 'Fleet1795390000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fleet_workstations (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        label text NOT NULL CHECK (length(label) BETWEEN 1 AND 64),
        os text NOT NULL CHECK (os IN ('linux', 'macos', 'windows', 'other')),
        key_store text NOT NULL CHECK (key_store IN ('keychain', 'file')),
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX fleet_workstations_by_employee ON fleet_workstations (company_id, employee_id);
      CREATE INDEX fleet_workstations_by_label ON fleet_workstations (company_id, lower(label), id);
      CREATE TABLE fleet_agents (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        workstation_id uuid NOT NULL,
        version text NOT NULL CHECK (length(version) <= 40),
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, workstation_id) REFERENCES fleet_workstations (company_id, id)
      );
      CREATE INDEX fleet_agents_by_workstation ON fleet_agents (company_id, workstation_id);
      CREATE TABLE fleet_phones (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        phone_key text NOT NULL CHECK (phone_key ~ '^[0-9a-f]{64}$'),
        platform text NOT NULL CHECK (platform IN ('android', 'ios', 'folder')),
        model text CHECK (length(model) <= 120),
        os_version text CHECK (length(os_version) <= 60),
        label text NOT NULL CHECK (length(label) BETWEEN 1 AND 64),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, phone_key),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX fleet_phones_by_employee ON fleet_phones (company_id, employee_id);
      CREATE INDEX fleet_phones_by_label ON fleet_phones (company_id, lower(label), id);
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
      CREATE TABLE fleet_enrolments (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        workstation_id uuid NOT NULL,
        phone_id uuid NOT NULL,
        notice_version int NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        attach text NOT NULL DEFAULT 'detached'
          CHECK (attach IN ('detached', 'unauthorised', 'locked', 'offline', 'ready')),
        attach_at timestamptz,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, workstation_id, phone_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        FOREIGN KEY (company_id, workstation_id) REFERENCES fleet_workstations (company_id, id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id),
        FOREIGN KEY (company_id, employee_id, notice_version)
          REFERENCES fleet_acknowledgements (company_id, employee_id, notice_version)
      );
      CREATE INDEX fleet_enrolments_by_phone ON fleet_enrolments (company_id, phone_id);
      CREATE TABLE fleet_commands (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        workstation_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('backup', 'verify', 'drill', 'restore', 'notify', 'forget-keys')),
        phone_id uuid,
        text text CHECK (length(text) <= 500),
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, workstation_id) REFERENCES fleet_workstations (company_id, id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id)
      );
      CREATE INDEX fleet_commands_open ON fleet_commands (company_id, workstation_id, created_at)
        WHERE finished_at IS NULL;
      ${forceTenancy(
        'fleet_workstations',
        'fleet_agents',
        'fleet_phones',
        'fleet_acknowledgements',
        'fleet_enrolments',
        'fleet_commands',
      )}
      GRANT SELECT, INSERT, UPDATE ON fleet_workstations, fleet_agents, fleet_phones, fleet_enrolments,
        fleet_commands TO holdfast_api;
      -- An acknowledgement is evidence: added, never changed.
      GRANT SELECT, INSERT ON fleet_acknowledgements TO holdfast_api;
      GRANT SELECT ON fleet_workstations, fleet_agents, fleet_phones, fleet_acknowledgements, fleet_enrolments,
        fleet_commands TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE fleet_commands, fleet_enrolments, fleet_acknowledgements, fleet_phones,
      fleet_agents, fleet_workstations`);
  }
}
