import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * The audit log: a chain of hashes per company. `holdfast_audit` may insert and nothing else, and acts only through
 * `audit.append`, which takes number, time and previous hash from the database: the api can add to the log and not
 * choose where. The columns beside `record` are read out of it by the database, so they cannot say anything else.
 *
 * By month, because it only grows; `audit.make_partitions` makes the coming months. No foreign keys to it or from it.
 */
export class Audit1795390000017 implements MigrationInterface {
  readonly name = 'Audit1795390000017';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_events (
        company_id uuid NOT NULL,
        seq bigint NOT NULL CHECK (seq >= 1),
        at timestamptz NOT NULL,
        record text NOT NULL CHECK (octet_length(record) <= 16384),
        prev_hash bytea NOT NULL CHECK (length(prev_hash) = 32),
        hash bytea NOT NULL CHECK (length(hash) = 32),
        action text GENERATED ALWAYS AS (record::jsonb -> 'body' ->> 'action') STORED,
        actor text GENERATED ALWAYS AS (
          COALESCE(record::jsonb -> 'body' -> 'actor' ->> 'for', record::jsonb -> 'body' -> 'actor' ->> 'id')) STORED,
        subject text GENERATED ALWAYS AS (record::jsonb -> 'body' ->> 'subject') STORED,
        PRIMARY KEY (company_id, seq, at)
      ) PARTITION BY RANGE (at);
      CREATE INDEX audit_events_by_subject ON audit_events (company_id, subject, seq) WHERE subject IS NOT NULL;
      CREATE INDEX audit_events_by_actor ON audit_events (company_id, actor, seq) WHERE actor IS NOT NULL;
      CREATE INDEX audit_events_by_action ON audit_events (company_id, action, seq);
      CREATE TABLE audit_events_default PARTITION OF audit_events DEFAULT;
      CREATE TABLE audit_heads (
        company_id uuid PRIMARY KEY,
        seq bigint NOT NULL,
        at timestamptz NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32)
      );
      -- Whoever deletes a row here makes a person's pseudonym mean nobody; the chain does not change.
      CREATE TABLE audit_persons (
        company_id uuid NOT NULL,
        person_id uuid NOT NULL,
        key bytea NOT NULL CHECK (length(key) = 32),
        pseudonym text NOT NULL,
        PRIMARY KEY (company_id, person_id),
        UNIQUE (company_id, pseudonym)
      );
      CREATE TABLE audit_anchors (
        company_id uuid NOT NULL,
        seq bigint NOT NULL,
        anchored_at timestamptz NOT NULL,
        hash bytea NOT NULL CHECK (length(hash) = 32),
        -- The signed anchor as it was written to the locations.
        anchor text NOT NULL,
        PRIMARY KEY (company_id, seq)
      );
      ${forceTenancy('audit_events', 'audit_events_default', 'audit_heads', 'audit_persons', 'audit_anchors')}
      GRANT SELECT ON audit_events, audit_heads TO holdfast_api, holdfast_jobs;
      GRANT SELECT, INSERT, DELETE ON audit_persons TO holdfast_api;
      GRANT SELECT, INSERT ON audit_persons TO holdfast_jobs;
      GRANT SELECT ON audit_anchors TO holdfast_api;
      GRANT SELECT, INSERT ON audit_anchors TO holdfast_jobs;
      GRANT INSERT ON audit_events TO holdfast_audit;
      GRANT SELECT, INSERT, UPDATE ON audit_heads TO holdfast_audit;

      CREATE SCHEMA audit;
      GRANT USAGE ON SCHEMA audit TO holdfast_api, holdfast_jobs;
      GRANT USAGE, CREATE ON SCHEMA audit TO holdfast_audit;
      CREATE FUNCTION audit.append(bodies text[]) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        company uuid := current_setting('app.company_id')::uuid;
        head audit_heads;
        body text;
        event_record text;
        event_hash bytea;
      BEGIN
        INSERT INTO audit_heads VALUES (company, 0, '-infinity', decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
        SELECT * INTO STRICT head FROM audit_heads h WHERE h.company_id = company FOR UPDATE;
        FOREACH body IN ARRAY bodies LOOP
          -- Whole by itself: a text that closes the object early could say number, time or company again behind it.
          IF jsonb_typeof(body::jsonb) IS DISTINCT FROM 'object' THEN
            RAISE EXCEPTION 'the body of an audit event is a JSON object' USING ERRCODE = 'invalid_parameter_value';
          END IF;
          head.seq := head.seq + 1;
          head.at := greatest(head.at, date_trunc('milliseconds', clock_timestamp()));
          event_record := '{"at":"' || to_char(head.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","body":'
            || body || ',"company":"' || company || '","seq":' || head.seq || '}';
          event_hash := sha256(head.hash || convert_to(event_record, 'UTF8'));
          INSERT INTO audit_events (company_id, seq, at, record, prev_hash, hash)
            VALUES (company, head.seq, head.at, event_record, head.hash, event_hash);
          head.hash := event_hash;
        END LOOP;
        UPDATE audit_heads h SET seq = head.seq, at = head.at, hash = head.hash WHERE h.company_id = company;
      END $$;
      ALTER FUNCTION audit.append(text[]) OWNER TO holdfast_audit;
      REVOKE CREATE ON SCHEMA audit FROM holdfast_audit;
      REVOKE ALL ON FUNCTION audit.append(text[]) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit.append(text[]) TO holdfast_api, holdfast_jobs;

      -- Everybody's next event waits for it, so it waits for nobody: what it cannot lock now, the next call makes.
      CREATE FUNCTION audit.make_partitions() RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s' AS $$
      DECLARE
        month timestamptz;
        partition text;
      BEGIN
        PERFORM pg_advisory_xact_lock(4701020);
        FOR ahead IN 0..2 LOOP
          month := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => ahead);
          partition := 'audit_events_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
          CONTINUE WHEN to_regclass(partition) IS NOT NULL;
          BEGIN
            EXECUTE format('CREATE TABLE %I PARTITION OF audit_events FOR VALUES FROM (%L) TO (%L)',
              partition, month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC');
            EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
            EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition);
            EXECUTE format('CREATE POLICY tenant ON %I USING (company_id = current_setting(''app.company_id'')::uuid)',
              partition);
          EXCEPTION WHEN check_violation THEN
            -- A server that stood still for months: what it wrote first lies in the default partition, and so does the
            -- rest of that month.
            RAISE NOTICE 'events of % stay in the default partition', partition;
          END;
        END LOOP;
      END $$;
      REVOKE ALL ON FUNCTION audit.make_partitions() FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit.make_partitions() TO holdfast_jobs;
      SELECT audit.make_partitions();

      ALTER TABLE people_employees DROP CONSTRAINT people_employees_role_check,
        ADD CHECK (role IN ('owner', 'admin', 'privacy', 'helpdesk', 'auditor', 'employee'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP SCHEMA audit CASCADE;
      DROP TABLE audit_events, audit_heads, audit_persons, audit_anchors;
      UPDATE people_employees SET role = 'auditor' WHERE role = 'privacy';
      ALTER TABLE people_employees DROP CONSTRAINT people_employees_role_check,
        ADD CHECK (role IN ('owner', 'admin', 'helpdesk', 'auditor', 'employee'));
    `);
  }
}
