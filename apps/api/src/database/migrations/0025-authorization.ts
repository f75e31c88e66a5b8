import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Asked before each call of an agent, of all that call at the same moment. It enters one company after the other, and
 * row-level security holds in it as for whoever calls it.
 */
const STANDING = `
  CREATE FUNCTION fleet_agents_standing(companies uuid[], agents uuid[])
    RETURNS TABLE (place int, id uuid, workstation_id uuid, employee_id uuid, employee_active boolean, revoked boolean)
    LANGUAGE plpgsql SECURITY INVOKER SET search_path = public AS $$
  BEGIN
    FOR place IN 1 .. cardinality(agents) LOOP
      PERFORM set_config('app.company_id', companies[place]::text, true);
      RETURN QUERY
        SELECT place, a.id, a.workstation_id, w.employee_id, e.active, a.revoked_at IS NOT NULL
        FROM fleet_agents a
        JOIN fleet_workstations w ON w.company_id = a.company_id AND w.id = a.workstation_id
        JOIN people_employees e ON e.company_id = w.company_id AND e.id = w.employee_id
        WHERE a.company_id = companies[place] AND a.id = agents[place];
    END LOOP;
  END $$;
  REVOKE ALL ON FUNCTION fleet_agents_standing FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION fleet_agents_standing TO holdfast_api;`;

/**
 * A check-in with which nothing changed, as nearly all are: one round trip, in which the workstation was seen and all is
 * read that the agent is told. Answers no row, and writes nothing, when something did change: that takes a transaction of
 * the use case, since coverage is computed anew in it. When a workstation was seen is not worth waiting for the disk: a
 * crash of PostgreSQL may lose the last half second of it, and nothing else is written here.
 */
export const CHECK_IN = `
  CREATE FUNCTION fleet_check_in(
    company uuid, workstation uuid, agent uuid, employee uuid, agent_version text, phones uuid[], states text[])
    RETURNS TABLE (policy_version int, notice_version int, acknowledged_version int, running boolean,
      changed_ms_ago float8, snapshots jsonb, commands jsonb)
    LANGUAGE plpgsql SECURITY INVOKER SET search_path = public AS $$
  BEGIN
    PERFORM set_config('app.company_id', company::text, true), set_config('synchronous_commit', 'off', true);
    IF EXISTS (SELECT FROM fleet_agents a WHERE a.company_id = company AND a.id = agent AND a.version <> agent_version)
      OR EXISTS (SELECT FROM fleet_enrolments n JOIN unnest(phones, states) AS s (phone, state) ON s.phone = n.phone_id
        WHERE n.company_id = company AND n.workstation_id = workstation AND n.attach <> s.state)
    THEN RETURN; END IF;
    UPDATE fleet_workstations w SET last_seen_at = now() WHERE w.company_id = company AND w.id = workstation;
    RETURN QUERY SELECT
      (SELECT p.version FROM policy_assignments a
        JOIN policies p ON p.company_id = a.company_id AND p.id = a.policy_id
        WHERE a.company_id = company AND a.applies_to = 'everybody' ORDER BY a.priority DESC LIMIT 1),
      (SELECT max(c.version) FROM company_notices c WHERE c.company_id = company),
      (SELECT max(k.notice_version) FROM fleet_acknowledgements k
        WHERE k.company_id = company AND k.employee_id = employee),
      EXISTS (SELECT FROM backup_runs r
        WHERE r.company_id = company AND r.agent_id = agent AND r.outcome = 'running'),
      (extract(epoch FROM now() - max(n.attach_at)) * 1000)::float8,
      jsonb_agg(jsonb_build_object('phoneId', n.phone_id, 'newestSnapshotAt',
        (SELECT s.taken_at FROM backup_snapshots s WHERE s.company_id = company AND s.phone_id = n.phone_id
          ORDER BY s.taken_at DESC LIMIT 1)) ORDER BY n.phone_id) FILTER (WHERE n.phone_id IS NOT NULL),
      (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'phoneId', c.phone_id, 'text', c.text)
          ORDER BY c.created_at, c.id)
        FROM (SELECT o.* FROM fleet_commands o WHERE o.company_id = company AND o.workstation_id = workstation
          AND o.finished_at IS NULL ORDER BY o.created_at, o.id LIMIT 100) c)
      FROM fleet_enrolments n WHERE n.company_id = company AND n.workstation_id = workstation;
  END $$;
  REVOKE ALL ON FUNCTION fleet_check_in FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION fleet_check_in TO holdfast_api;`;

/**
 * What the authorization server of agents keeps, and which proofs of possession were used. Ids and tokens only as their
 * SHA-256; the payload has neither. Credentials of before are no longer taken: workstations enrol again.
 */
export class Authorization1795390000025 implements MigrationInterface {
  readonly name = 'Authorization1795390000025';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE entry.agent_credentials;
      -- Of every company: row-level security holds for the owner of the table too, but for this one statement.
      ALTER TABLE fleet_agents NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE fleet_agents
        ADD revoked_because text CHECK (revoked_because IN ('by-hand', 'given-up', 'token-reused'));
      UPDATE fleet_agents SET revoked_because = 'by-hand', revoked_at = now() WHERE revoked_at IS NULL;
      ALTER TABLE fleet_agents FORCE ROW LEVEL SECURITY;
      CREATE TABLE entry.oauth_records (
        kind text NOT NULL CHECK (kind IN ('Grant', 'RefreshToken', 'AuthorizationCode', 'Interaction')),
        id_hash bytea NOT NULL CHECK (length(id_hash) = 32),
        -- Whose it is, once that is known; the subject is the agent.
        company_id uuid,
        subject uuid,
        grant_hash bytea CHECK (length(grant_hash) = 32),
        -- The refresh token in whose place this one was given.
        parent_hash bytea CHECK (length(parent_hash) = 32),
        payload jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        -- '-infinity': another one was used in its place.
        consumed_at timestamptz,
        PRIMARY KEY (kind, id_hash)
      );
      CREATE INDEX oauth_records_by_grant ON entry.oauth_records (grant_hash) WHERE grant_hash IS NOT NULL;
      CREATE INDEX oauth_records_by_subject ON entry.oauth_records (company_id, subject) WHERE subject IS NOT NULL;
      CREATE INDEX oauth_records_by_expiry ON entry.oauth_records (expires_at);
      -- Good for minutes, and after a crash no nonce of before is needed: none of it is worth a log.
      CREATE UNLOGGED TABLE entry.spent_proofs (
        proof_hash bytea PRIMARY KEY CHECK (length(proof_hash) = 32),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX spent_proofs_by_expiry ON entry.spent_proofs (expires_at);
      GRANT SELECT, INSERT, UPDATE, DELETE ON entry.oauth_records TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON entry.spent_proofs TO holdfast_api;
      ${STANDING}
      ${CHECK_IN}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION fleet_agents_standing, fleet_check_in;
      DROP TABLE entry.oauth_records, entry.spent_proofs;
      ALTER TABLE fleet_agents DROP COLUMN revoked_because`);
  }
}
