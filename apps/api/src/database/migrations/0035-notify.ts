import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

const TABLES = [
  'notify_changes',
  'notify_due',
  'notify_preferences',
  'notify_settings',
  'notify_outbox',
  'notify_alerts',
  'notify_digests',
  'notify_endpoints',
  'notify_deliveries',
] as const;

/**
 * Who is reminded next and when; mail that waits for its server; what IT is told; and webhooks. What changed is written by
 * triggers in the transaction in which it changes: nothing is scanned for it, and nothing is missed because of a clock.
 */
export class NotifyDue1795390000035 implements MigrationInterface {
  readonly name = 'NotifyDue1795390000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notify_reminders DROP CONSTRAINT notify_reminders_channel_check,
        ADD CONSTRAINT notify_reminders_channel_check CHECK (channel IN ('email', 'agent'));

      -- No foreign keys: rows live for seconds, and a gap may be erased before its change is followed.
      CREATE TABLE notify_changes (
        company_id uuid NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        kind text NOT NULL CHECK (kind IN ('gap.opened', 'gap.closed', 'gap.moved', 'policy.published')),
        object_id uuid NOT NULL,
        employee_id uuid,
        number int,
        PRIMARY KEY (company_id, seq)
      );

      CREATE INDEX notify_changes_policies ON notify_changes (company_id) WHERE kind = 'policy.published';

      CREATE TABLE notify_due (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        next_at timestamptz,
        asked_at timestamptz,
        announced_for timestamptz,
        escalated_at timestamptz,
        clear_since timestamptz,
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX notify_due_next ON notify_due (company_id, next_at) WHERE next_at IS NOT NULL;

      CREATE TABLE notify_preferences (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        time_zone text CHECK (length(time_zone) BETWEEN 1 AND 64),
        muted_until timestamptz,
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );

      CREATE TABLE notify_settings (
        company_id uuid PRIMARY KEY,
        time_zone text NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64),
        alert_roles text[] NOT NULL,
        alert_people uuid[] NOT NULL CHECK (cardinality(alert_people) <= 50),
        digest text NOT NULL CHECK (digest IN ('never', 'day', 'week')),
        digest_weekday int NOT NULL CHECK (digest_weekday BETWEEN 1 AND 7),
        digest_hour int NOT NULL CHECK (digest_hour BETWEEN 0 AND 23)
      );

      CREATE TABLE notify_alerts (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 80),
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
        severity text NOT NULL CHECK (severity IN ('note', 'warning', 'urgent')),
        title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
        sentences text[] NOT NULL CHECK (cardinality(sentences) <= 20),
        next_step text NOT NULL CHECK (length(next_step) <= 500),
        path text NOT NULL CHECK (path ~ '^/' AND length(path) <= 300),
        raised_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, kind, key)
      );
      CREATE INDEX notify_alerts_raised ON notify_alerts (company_id, raised_at);

      -- What a message says is written when it is sent; here is only what it is about.
      CREATE TABLE notify_outbox (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('reminder', 'escalation', 'alert', 'digest')),
        employee_id uuid NOT NULL,
        about jsonb NOT NULL DEFAULT '{}',
        state text NOT NULL DEFAULT 'waiting'
          CHECK (state IN ('waiting', 'sending', 'sent', 'unsure', 'refused', 'dropped')),
        tries int NOT NULL DEFAULT 0,
        queued_at timestamptz NOT NULL,
        next_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX notify_outbox_next ON notify_outbox (company_id, next_at) WHERE state IN ('waiting', 'sending');
      CREATE INDEX notify_outbox_of_employee ON notify_outbox (company_id, employee_id);
      CREATE INDEX notify_outbox_queued ON notify_outbox (company_id, queued_at);

      CREATE TABLE notify_digests (
        company_id uuid NOT NULL,
        day date NOT NULL,
        queued_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, day)
      );

      CREATE TABLE notify_endpoints (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        url text NOT NULL CHECK (length(url) BETWEEN 1 AND 1000),
        events text[] NOT NULL CHECK (cardinality(events) BETWEEN 1 AND 50),
        codes text[] CHECK (cardinality(codes) BETWEEN 1 AND 50),
        secret bytea NOT NULL,
        earlier_secret bytea,
        earlier_until timestamptz,
        off_because text CHECK (off_because IN ('by-hand', 'failing', 'gone')),
        failing_since timestamptz,
        made_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, id)
      );

      CREATE TABLE notify_deliveries (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        endpoint_id uuid NOT NULL,
        employee_id uuid,
        event text NOT NULL,
        body text NOT NULL CHECK (length(body) <= 20000),
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
        tries int NOT NULL DEFAULT 0,
        made_at timestamptz NOT NULL,
        next_at timestamptz NOT NULL,
        retry_until timestamptz NOT NULL,
        status int,
        problem text CHECK (length(problem) <= 200),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, endpoint_id) REFERENCES notify_endpoints (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX notify_deliveries_next ON notify_deliveries (company_id, next_at) WHERE state = 'waiting';
      CREATE INDEX notify_deliveries_of_endpoint ON notify_deliveries (company_id, endpoint_id, made_at DESC, id);
      CREATE INDEX notify_deliveries_of_employee ON notify_deliveries (company_id, employee_id)
        WHERE employee_id IS NOT NULL;
      CREATE INDEX notify_deliveries_made ON notify_deliveries (company_id, made_at);

      -- When the same gap closed the last time.
      CREATE INDEX coverage_gaps_before ON coverage_gaps (company_id, employee_id, code, closed_at)
        WHERE closed_at IS NOT NULL;

      CREATE FUNCTION notify_gap_changed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO notify_changes (company_id, kind, object_id, employee_id)
          VALUES (NEW.company_id, CASE WHEN TG_OP = 'INSERT' THEN 'gap.opened'
            WHEN OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL THEN 'gap.closed' ELSE 'gap.moved' END,
            NEW.id, NEW.employee_id);
          RETURN NULL;
        END $$;
      CREATE TRIGGER notify_gap_opened AFTER INSERT ON coverage_gaps
        FOR EACH ROW EXECUTE FUNCTION notify_gap_changed();
      -- Not when retention makes a moment a date.
      CREATE TRIGGER notify_gap_changed AFTER UPDATE ON coverage_gaps FOR EACH ROW
        WHEN ((OLD.closed_at IS NULL) <> (NEW.closed_at IS NULL)
          OR (OLD.whose, OLD.incident_id, OLD.exemption_id)
            IS DISTINCT FROM (NEW.whose, NEW.incident_id, NEW.exemption_id))
        EXECUTE FUNCTION notify_gap_changed();

      CREATE FUNCTION notify_policy_published() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO notify_changes (company_id, kind, object_id, number)
          VALUES (NEW.company_id, 'policy.published', NEW.policy_id, NEW.version);
          RETURN NULL;
        END $$;
      CREATE TRIGGER notify_policy_published AFTER INSERT ON policy_versions
        FOR EACH ROW EXECUTE FUNCTION notify_policy_published();

      -- Who has a gap already is looked at once; row-level security holds for the owner of a table too.
      ALTER TABLE coverage_gaps NO FORCE ROW LEVEL SECURITY;
      INSERT INTO notify_due (company_id, employee_id, next_at)
        SELECT DISTINCT company_id, employee_id, now() FROM coverage_gaps WHERE closed_at IS NULL;
      ALTER TABLE coverage_gaps FORCE ROW LEVEL SECURITY;

      ${forceTenancy(...TABLES)}

      -- UPDATE: only to lock them.
      GRANT SELECT, INSERT, UPDATE, DELETE ON notify_changes TO holdfast_jobs;
      GRANT INSERT ON notify_changes TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE ON notify_due, notify_preferences, notify_outbox TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON notify_due, notify_preferences, notify_outbox TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE ON notify_settings TO holdfast_api;
      GRANT SELECT, UPDATE (alert_people) ON notify_settings TO holdfast_jobs;
      GRANT SELECT, INSERT ON fleet_commands TO holdfast_jobs;
      GRANT SELECT, INSERT ON notify_alerts TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON notify_alerts TO holdfast_jobs;
      GRANT SELECT, INSERT, DELETE ON notify_digests TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE, DELETE ON notify_endpoints TO holdfast_api;
      GRANT SELECT, UPDATE ON notify_endpoints TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE, DELETE ON notify_deliveries TO holdfast_api, holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE INSERT ON fleet_commands FROM holdfast_jobs;
      DROP TRIGGER notify_policy_published ON policy_versions;
      DROP TRIGGER notify_gap_changed ON coverage_gaps;
      DROP TRIGGER notify_gap_opened ON coverage_gaps;
      DROP FUNCTION notify_policy_published, notify_gap_changed;
      DROP INDEX coverage_gaps_before;
      DROP TABLE ${[...TABLES].reverse().join(', ')};
      ALTER TABLE notify_reminders NO FORCE ROW LEVEL SECURITY;
      DELETE FROM notify_reminders WHERE channel = 'agent';
      ALTER TABLE notify_reminders FORCE ROW LEVEL SECURITY;
      ALTER TABLE notify_reminders DROP CONSTRAINT notify_reminders_channel_check,
        ADD CONSTRAINT notify_reminders_channel_check CHECK (channel IN ('email'));
    `);
  }
}
