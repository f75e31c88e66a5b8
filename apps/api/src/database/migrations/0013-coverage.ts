import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * The state of each phone and where each employee stands, as last evaluated, with the moment at which time alone
 * changes it; and the gaps, open and past. Reading an overview then never evaluates anything.
 */
export class Coverage1795390000013 implements MigrationInterface {
  readonly name = 'Coverage1795390000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE coverage_states (
        company_id uuid NOT NULL,
        phone_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        state text NOT NULL,
        newest_snapshot_at timestamptz,
        snapshots int NOT NULL,
        copies int NOT NULL,
        evaluated_at timestamptz NOT NULL,
        next_transition_at timestamptz,
        PRIMARY KEY (company_id, phone_id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX coverage_states_by_state ON coverage_states (company_id, state);
      CREATE INDEX coverage_states_of_employee ON coverage_states (company_id, employee_id);
      CREATE INDEX coverage_states_due ON coverage_states (company_id, next_transition_at)
        WHERE next_transition_at IS NOT NULL;

      CREATE TABLE coverage_people (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        standing text NOT NULL,
        evaluated_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX coverage_people_by_standing ON coverage_people (company_id, standing);

      CREATE TABLE coverage_gaps (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        phone_id uuid,
        code text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('waiting', 'risk', 'lost')),
        since timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id)
      );
      CREATE UNIQUE INDEX coverage_gaps_open_once ON coverage_gaps (company_id, employee_id, phone_id, code)
        NULLS NOT DISTINCT WHERE closed_at IS NULL;
      CREATE INDEX coverage_gaps_open ON coverage_gaps (company_id, since, id) WHERE closed_at IS NULL;
      CREATE INDEX coverage_gaps_open_by_code ON coverage_gaps (company_id, code, since, id)
        WHERE closed_at IS NULL;

      ${forceTenancy('coverage_states', 'coverage_people', 'coverage_gaps')}

      -- A person who leaves the scope leaves the headline: their standing is removed, their past gaps stay.
      GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_states, coverage_people TO holdfast_api, holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE ON coverage_gaps TO holdfast_api, holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE coverage_gaps, coverage_people, coverage_states');
  }
}
