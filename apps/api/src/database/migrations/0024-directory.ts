import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * What the company's directory says (SCIM), beside the employee that it says it of: the directory reads back its own
 * words, and lists of it touch no other table. `*_key` is the text as it is compared, made by the api: the database's own
 * lower() depends on its locale, and behind row-level security an index serves only operators that leak nothing, which
 * lower() is not and comparisons of text are. Collation C: a prefix is a range of it.
 */
export class Directory1795390000024 implements MigrationInterface {
  readonly name = 'Directory1795390000024';

  async up(runner: QueryRunner): Promise<void> {
    const listed = (column: string): string =>
      `CREATE INDEX directory_people_by_${column} ON directory_people (company_id, ${column}, employee_id)
        WHERE deleted_at IS NULL;`;
    await runner.query(`
      CREATE TABLE directory_people (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        user_name text NOT NULL CHECK (length(user_name) BETWEEN 1 AND 254),
        user_name_key text COLLATE "C" NOT NULL,
        external_id text COLLATE "C" CHECK (length(external_id) BETWEEN 1 AND 254),
        display_name text CHECK (length(display_name) BETWEEN 1 AND 256),
        display_name_key text COLLATE "C",
        given_name text CHECK (length(given_name) BETWEEN 1 AND 120),
        given_name_key text COLLATE "C",
        family_name text CHECK (length(family_name) BETWEEN 1 AND 120),
        family_name_key text COLLATE "C",
        email text NOT NULL CHECK (length(email) <= 254),
        email_key text COLLATE "C" NOT NULL,
        department text CHECK (length(department) BETWEEN 1 AND 120),
        department_key text COLLATE "C",
        manager_id uuid,
        -- What the directory last said; whether somebody is active here stands with the employee.
        active boolean NOT NULL,
        -- Deleted in the directory: it sees nobody any more. The row stays, so that the same person is taken back.
        deleted_at timestamptz,
        version bigint NOT NULL DEFAULT 1,
        since timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, manager_id) REFERENCES people_employees (company_id, id) ON DELETE SET NULL (manager_id)
      );
      CREATE UNIQUE INDEX directory_people_by_user_name ON directory_people (company_id, user_name_key)
        INCLUDE (employee_id) WHERE deleted_at IS NULL;
      ${['since', 'changed_at', 'external_id', 'display_name_key', 'given_name_key'].map(listed).join('\n')}
      ${['family_name_key', 'email_key', 'department_key', 'manager_id'].map(listed).join('\n')}
      CREATE INDEX directory_people_by_id ON directory_people (company_id, employee_id) WHERE deleted_at IS NULL;
      CREATE INDEX directory_people_inactive ON directory_people (company_id, since, employee_id)
        WHERE deleted_at IS NULL AND NOT active;
      CREATE INDEX directory_people_deleted ON directory_people (company_id, user_name_key, deleted_at)
        WHERE deleted_at IS NOT NULL;

      -- Each removal looks for them, and they are a handful of a hundred thousand.
      CREATE INDEX people_employees_owners ON people_employees (company_id, id) WHERE role = 'owner' AND active;

      -- Groups are for policies later: roles never come from here.
      CREATE TABLE people_groups (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 256),
        display_name_key text COLLATE "C" NOT NULL,
        external_id text COLLATE "C" CHECK (length(external_id) BETWEEN 1 AND 254),
        version bigint NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, display_name_key)
      );
      CREATE INDEX people_groups_by_external_id ON people_groups (company_id, external_id, id);
      CREATE INDEX people_groups_by_creation ON people_groups (company_id, created_at, id);
      CREATE INDEX people_groups_by_change ON people_groups (company_id, changed_at, id);
      CREATE TABLE people_memberships (
        company_id uuid NOT NULL,
        group_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        PRIMARY KEY (company_id, group_id, employee_id),
        FOREIGN KEY (company_id, group_id) REFERENCES people_groups (company_id, id) ON DELETE CASCADE,
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX people_memberships_by_employee ON people_memberships (company_id, employee_id, group_id);

      -- One row a company: removals wait for each other here, so that they are counted exactly.
      CREATE TABLE directory_settings (
        company_id uuid PRIMARY KEY REFERENCES companies,
        share_percent int NOT NULL DEFAULT 10 CHECK (share_percent BETWEEN 1 AND 100),
        window_hours int NOT NULL DEFAULT 24 CHECK (window_hours BETWEEN 1 AND 168),
        -- Numbers of the last removal that was carried out, and of the last that was held.
        removed bigint NOT NULL DEFAULT 0,
        held bigint NOT NULL DEFAULT 0,
        -- Of how many people the share is, and as of when.
        basis int NOT NULL DEFAULT 0,
        counted_at timestamptz
      );
      -- When the removal of each number was, of nobody in particular; older than the window it is deleted.
      CREATE TABLE directory_removed (
        company_id uuid NOT NULL REFERENCES companies,
        number bigint NOT NULL,
        removed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, number)
      );
      CREATE TABLE directory_held (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        number bigint NOT NULL,
        cause text NOT NULL CHECK (cause IN ('directory-inactive', 'directory-deleted')),
        asked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, employee_id),
        UNIQUE (company_id, number),
        FOREIGN KEY (company_id, employee_id) REFERENCES directory_people (company_id, employee_id) ON DELETE CASCADE
      );
      CREATE TABLE directory_tokens (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        label text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz,
        -- A date: when exactly a directory speaks is nobody's business, and a row is written once a day.
        used_on date,
        PRIMARY KEY (company_id, id)
      );
      CREATE TABLE entry.scim_tokens (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        UNIQUE (company_id, subject)
      );

      ${forceTenancy('directory_people', 'people_groups', 'people_memberships', 'directory_settings')}
      ${forceTenancy('directory_removed', 'directory_held', 'directory_tokens')}
      GRANT SELECT, INSERT, UPDATE, DELETE ON directory_people, people_groups TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON people_memberships, directory_removed TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON directory_held TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE ON directory_settings TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE (revoked_at, used_on) ON directory_tokens TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON entry.scim_tokens TO holdfast_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX people_employees_owners;
      DROP TABLE entry.scim_tokens, directory_tokens, directory_held, directory_removed, directory_settings,
        people_memberships, people_groups, directory_people;
    `);
  }
}
