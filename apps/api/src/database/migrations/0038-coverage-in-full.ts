import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';
import { checkInsOfStatements } from './0027-notices.js';
import { POLICY_OF_EACH, UNCHANGED_BY_INDEX } from './0032-policies-of-groups.js';

/**
 * Somebody who was not seen for a day and of whom coverage says so, or says that they are waited for: their return changes
 * what is kept. Of all others it changes nothing, and ten thousand may come back at once.
 */
const RETURNED = `coalesce((SELECT s.last_seen_at < now() - interval '1 day' AND (
            EXISTS (SELECT FROM coverage_gaps g WHERE g.company_id = company AND g.employee_id = employees[i]
              AND g.code = 'agent-silent' AND g.closed_at IS NULL)
            OR EXISTS (SELECT FROM fleet_enrolments n WHERE n.company_id = company AND n.workstation_id = workstations[i]
              AND n.attach IN ('unauthorised', 'locked', 'no-permissions', 'recovery')))
          FROM fleet_workstations s WHERE s.company_id = company AND s.id = workstations[i]), false)`;

const TENANTS = [
  'coverage_rounds',
  'coverage_deltas',
  'coverage_counts',
  'coverage_days',
  'coverage_closings',
  'coverage_months',
  'coverage_corrections',
  'coverage_exemptions',
];

/**
 * Coverage at any size. An employee is evaluated as one, so the moment at which time alone changes the answer stands with
 * the person. Gaps carry what they are filtered and sorted by, and each order has its index, so that a page costs the same
 * however many there are. Counts are kept as changes that are only ever inserted and folded later: a counter in one row
 * would make every commit of a company wait for every other one. Days and months are closed once and stay as they were.
 */
export class CoverageInFull1795390000038 implements MigrationInterface {
  readonly name = 'CoverageInFull1795390000038';

  async up(runner: QueryRunner): Promise<void> {
    const open = (name: string, columns: string, more = ''): string =>
      `CREATE INDEX coverage_gaps_open_by_${name} ON coverage_gaps (company_id, ${columns}, id)
        WHERE closed_at IS NULL${more};`;
    await runner.query(`
      ALTER TABLE coverage_people
        -- Null: no longer in scope; the row stays as what evaluations of this person wait for.
        ALTER standing DROP NOT NULL,
        ADD next_transition_at timestamptz,
        ADD department text NOT NULL DEFAULT '',
        ADD policy_id uuid,
        ADD policy_version int,
        ADD stored_bytes bigint NOT NULL DEFAULT 0,
        -- The day of the last change, and how it stood when the day before it ended.
        ADD changed_on date,
        ADD before jsonb,
        -- The day of which the newest changes of counts are: later ones are of no earlier day, whatever a clock says.
        ADD counted_on date;
      CREATE INDEX coverage_people_due ON coverage_people (company_id, next_transition_at)
        WHERE next_transition_at IS NOT NULL;
      DROP INDEX coverage_states_due;
      ALTER TABLE coverage_states
        DROP next_transition_at,
        ADD within_age boolean NOT NULL DEFAULT false,
        ADD gaps text[] NOT NULL DEFAULT '{}',
        -- A date: its own clock, apart from failures.
        ADD waiting_since date,
        ADD changed_on date,
        ADD before jsonb;

      ALTER TABLE coverage_gaps
        ADD details jsonb NOT NULL DEFAULT '{}',
        ADD name_key text COLLATE "C" NOT NULL DEFAULT '',
        -- What of an open gap is searched, a line each: name, department and the phone's label, in lower case.
        ADD search_key text COLLATE "C" NOT NULL DEFAULT '',
        ADD department text NOT NULL DEFAULT '',
        -- Empty: of the person, not of a phone.
        ADD platform text NOT NULL DEFAULT '',
        ADD policy_id uuid,
        -- Who has taken it on, of IT.
        ADD owner_id uuid,
        ADD severity_rank smallint NOT NULL
          GENERATED ALWAYS AS (CASE severity WHEN 'lost' THEN 0 WHEN 'risk' THEN 1 ELSE 2 END) STORED;
      ${open('severity', 'severity_rank, since')}
      ${open('name', 'name_key, since')}
      ${open('department', 'department, since')}
      ${open('platform', 'platform, since')}
      ${open('policy', 'policy_id, since')}
      ${open('owner', 'owner_id, since', ' AND owner_id IS NOT NULL')}
      ${open('incident', 'incident_id, since', ' AND incident_id IS NOT NULL')}
      CREATE INDEX coverage_gaps_opened ON coverage_gaps (company_id, opened_at, id);
      CREATE INDEX coverage_gaps_closings ON coverage_gaps (company_id, closed_at, id) WHERE closed_at IS NOT NULL;

      -- Everybody is to be evaluated anew, and this far it has come: asking for it costs one row at any size.
      CREATE TABLE coverage_rounds (
        company_id uuid PRIMARY KEY REFERENCES companies,
        asked_at timestamptz NOT NULL,
        after uuid
      );
      CREATE TABLE coverage_deltas (
        company_id uuid NOT NULL REFERENCES companies,
        id bigint GENERATED ALWAYS AS IDENTITY,
        on_date date NOT NULL,
        metric text NOT NULL,
        key text NOT NULL,
        department text NOT NULL,
        delta bigint NOT NULL,
        PRIMARY KEY (company_id, id)
      );
      CREATE TABLE coverage_counts (
        company_id uuid NOT NULL REFERENCES companies,
        metric text NOT NULL,
        key text NOT NULL,
        department text NOT NULL,
        -- The day of which it is the change; the earliest holds all that was before, too.
        on_date date NOT NULL,
        value bigint NOT NULL,
        PRIMARY KEY (company_id, metric, key, department, on_date)
      );
      CREATE TABLE coverage_closings (
        company_id uuid NOT NULL REFERENCES companies,
        day date NOT NULL,
        closed_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, day)
      );
      CREATE TABLE coverage_days (
        company_id uuid NOT NULL REFERENCES companies,
        day date NOT NULL,
        metric text NOT NULL,
        key text NOT NULL,
        department text NOT NULL,
        value bigint NOT NULL,
        PRIMARY KEY (company_id, day, metric, key, department)
      );
      -- Evidence: no key leads to the rows it is about, so that erasure can put a pseudonym in a person's place.
      CREATE TABLE coverage_months (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        month date NOT NULL CHECK (extract(day FROM month) = 1),
        employee_id uuid NOT NULL,
        phone_id uuid,
        department text NOT NULL,
        platform text,
        policy_id uuid,
        policy_version int,
        state text NOT NULL,
        standing text NOT NULL,
        gaps text[] NOT NULL,
        within_age boolean NOT NULL,
        newest_snapshot_on date,
        copies int NOT NULL,
        -- Closed after the first day of the next month: rows may tell a change of that day.
        late boolean NOT NULL DEFAULT false,
        PRIMARY KEY (company_id, id)
      );
      CREATE UNIQUE INDEX coverage_months_once ON coverage_months (company_id, month, employee_id, phone_id)
        NULLS NOT DISTINCT;
      CREATE TABLE coverage_corrections (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        -- What is corrected: a closed day's count.
        day date NOT NULL,
        metric text NOT NULL,
        key text NOT NULL,
        department text NOT NULL,
        delta bigint NOT NULL,
        employee_id uuid NOT NULL,
        phone_id uuid,
        found_on date NOT NULL,
        reason text NOT NULL CHECK (reason IN ('damage-found')),
        PRIMARY KEY (company_id, id)
      );
      CREATE UNIQUE INDEX coverage_corrections_once ON coverage_corrections
        (company_id, day, metric, key, employee_id, phone_id, reason) NULLS NOT DISTINCT;

      CREATE TABLE coverage_exemptions (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        -- Null: of the person and all their phones.
        phone_id uuid,
        -- Null: every gap.
        codes text[],
        reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
        owner_id uuid NOT NULL,
        asked_by uuid NOT NULL,
        asked_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
        approved_by uuid,
        approved_at timestamptz,
        until date NOT NULL,
        ended_at timestamptz,
        ended_by uuid,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id),
        CHECK ((approved_by IS NULL) = (approved_at IS NULL))
      );
      CREATE INDEX coverage_exemptions_of_employee ON coverage_exemptions (company_id, employee_id, until);
      CREATE INDEX coverage_exemptions_by_end ON coverage_exemptions (company_id, until, id);

      -- What evaluations read of runs, newest first, without the runs that say nothing.
      CREATE INDEX backup_runs_ended_backups ON backup_runs (company_id, phone_id, ended_at DESC)
        INCLUDE (outcome, cause) WHERE kind = 'backup' AND ended_at IS NOT NULL;
      CREATE INDEX backup_runs_ended_proofs ON backup_runs (company_id, phone_id, ended_at DESC)
        INCLUDE (outcome, cause) WHERE kind IN ('verify', 'drill') AND ended_at IS NOT NULL;

      -- Each check-in asks whether a run of its agent is running: among those of its agent, not of the company.
      CREATE INDEX backup_runs_running_of_agent ON backup_runs (company_id, agent_id) WHERE outcome = 'running';
      -- What somebody's repository holds, at whatever locations.
      CREATE INDEX storage_holdings_of_repository ON storage_holdings (company_id, repository_id);

      DROP FUNCTION fleet_check_ins;
      ${checkInsOfStatements(
        POLICY_OF_EACH,
        `${UNCHANGED_BY_INDEX}
        AND NOT ${RETURNED}`,
      )}

      ${forceTenancy(...TENANTS)}
      GRANT SELECT, INSERT, UPDATE ON coverage_rounds TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_rounds TO holdfast_jobs;
      GRANT SELECT, INSERT ON coverage_deltas, coverage_corrections TO holdfast_api;
      GRANT SELECT ON coverage_counts, coverage_closings, coverage_days, coverage_months TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_deltas TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_counts TO holdfast_jobs;
      GRANT SELECT, INSERT ON coverage_closings, coverage_days, coverage_months, coverage_corrections TO holdfast_jobs;
      GRANT UPDATE (employee_id, phone_id, department) ON coverage_months, coverage_corrections TO holdfast_jobs;
      GRANT UPDATE (value) ON coverage_days TO holdfast_jobs;
      GRANT DELETE ON coverage_closings, coverage_days, coverage_months, coverage_corrections TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE (approved_by, approved_at, ended_at, ended_by) ON coverage_exemptions TO holdfast_api;
      GRANT SELECT, UPDATE (approved_at, ended_at), DELETE ON coverage_exemptions TO holdfast_jobs;
      -- Which policy covers whom: jobs evaluate, too.
      GRANT SELECT ON people_groups, people_memberships TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION fleet_check_ins;
      ${checkInsOfStatements(POLICY_OF_EACH, UNCHANGED_BY_INDEX)}
      DROP INDEX backup_runs_ended_backups, backup_runs_ended_proofs, backup_runs_running_of_agent,
        storage_holdings_of_repository;
      DROP TABLE ${TENANTS.join(', ')};
      DROP INDEX coverage_gaps_opened, coverage_gaps_closings;
      ALTER TABLE coverage_gaps DROP details, DROP name_key, DROP search_key, DROP department, DROP platform, DROP policy_id,
        DROP owner_id, DROP severity_rank;
      ALTER TABLE coverage_states ADD next_transition_at timestamptz, DROP within_age, DROP gaps, DROP waiting_since,
        DROP changed_on, DROP before;
      CREATE INDEX coverage_states_due ON coverage_states (company_id, next_transition_at)
        WHERE next_transition_at IS NOT NULL;
      ALTER TABLE coverage_people DISABLE ROW LEVEL SECURITY;
      DELETE FROM coverage_people WHERE standing IS NULL;
      ALTER TABLE coverage_people ENABLE ROW LEVEL SECURITY;
      ALTER TABLE coverage_people ALTER standing SET NOT NULL, DROP next_transition_at, DROP department,
        DROP policy_id, DROP policy_version, DROP stored_bytes, DROP changed_on, DROP before, DROP counted_on;
    `);
  }
}
