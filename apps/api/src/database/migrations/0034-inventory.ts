import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Phones of the company as its device managements and lists tell of them, enrolled or not. Whatever could name a device is
 * only a keyed hash, so that the same one is known again in the next import. What a phone is matched to is stored, and kept
 * current when an inventory or somebody's enrolled phones change: whoever evaluates people reads a column.
 */
export class Inventory1795390000034 implements MigrationInterface {
  readonly name = 'Inventory1795390000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inventory_sources (
        company_id uuid NOT NULL REFERENCES companies,
        name text COLLATE "C" NOT NULL CHECK (name ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
        imported_at timestamptz NOT NULL DEFAULT now(),
        -- Rows of the newest import whose person is not known here.
        unknown_people int NOT NULL DEFAULT 0,
        quiet_days int NOT NULL DEFAULT 30 CHECK (quiet_days BETWEEN 1 AND 366),
        -- Since it is quiet, as the job found and put on record; the next import ends it.
        quiet_since date,
        PRIMARY KEY (company_id, name)
      );
      CREATE TABLE inventory_phones (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        source text COLLATE "C" NOT NULL,
        device_hash bytea NOT NULL CHECK (length(device_hash) = 32),
        employee_id uuid NOT NULL,
        platform text NOT NULL CHECK (platform IN ('android', 'ios')),
        model text CHECK (length(model) BETWEEN 1 AND 120),
        os_version text CHECK (length(os_version) BETWEEN 1 AND 60),
        ownership text CHECK (ownership IN ('company', 'personal')),
        first_on date NOT NULL DEFAULT current_date,
        vanished_on date,
        -- The enrolled phone that it is; of one that vanished, that it was.
        matched_phone_id uuid,
        matched_on date,
        -- Set exactly while it is told of, not matched and not set aside.
        unmatched_since timestamptz,
        aside_reason text CHECK (aside_reason IN ('returned', 'tablet', 'spare', 'other')),
        aside_on date,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, source, device_hash),
        CHECK ((unmatched_since IS NOT NULL)
          = (vanished_on IS NULL AND matched_phone_id IS NULL AND aside_reason IS NULL)),
        CHECK (aside_reason IS NULL OR (vanished_on IS NULL AND matched_phone_id IS NULL)),
        FOREIGN KEY (company_id, source) REFERENCES inventory_sources (company_id, name) ON DELETE CASCADE,
        FOREIGN KEY (company_id, matched_phone_id) REFERENCES fleet_phones (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX inventory_phones_by_employee ON inventory_phones (company_id, employee_id);
      CREATE INDEX inventory_phones_vanished ON inventory_phones (company_id, vanished_on, id)
        WHERE vanished_on IS NOT NULL;

      ${forceTenancy('inventory_sources', 'inventory_phones')}
      GRANT SELECT, INSERT, UPDATE, DELETE ON inventory_sources, inventory_phones TO holdfast_api;
      GRANT SELECT, UPDATE (quiet_since) ON inventory_sources TO holdfast_jobs;
      GRANT SELECT, DELETE ON inventory_phones TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE inventory_phones, inventory_sources');
  }
}
