import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Asked before each call of an agent, of all agents of a company that call at the same moment. It enters the company, and
 * row-level security holds in it as for whoever calls it.
 */
const STANDING = `
  CREATE FUNCTION fleet_agents_standing(company uuid, agents uuid[])
    RETURNS TABLE (id uuid, workstation_id uuid, employee_id uuid, employee_active boolean, revoked boolean)
    LANGUAGE plpgsql SECURITY INVOKER SET search_path = public AS $$
  BEGIN
    PERFORM set_config('app.company_id', company::text, true);
    RETURN QUERY
      SELECT a.id, a.workstation_id, w.employee_id, e.active, a.revoked_at IS NOT NULL
      FROM fleet_agents a
      JOIN fleet_workstations w ON w.company_id = a.company_id AND w.id = a.workstation_id
      JOIN people_employees e ON e.company_id = w.company_id AND e.id = w.employee_id
      WHERE a.company_id = company AND a.id = ANY (agents);
  END $$;
  REVOKE ALL ON FUNCTION fleet_agents_standing FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION fleet_agents_standing TO holdfast_api;`;

/** Where notices are, the number of the company's key, and what an employee acknowledged: a result column and its query. */
export interface NoticeSql {
  readonly texts: string;
  readonly keyNumber: string;
  readonly acknowledged: string;
  readonly acknowledgedBy: (employee: string) => string;
}

export const NOTICES_BY_VERSION: NoticeSql = {
  texts: 'company_notices',
  keyNumber: 'NULL::int',
  acknowledged: 'acknowledged_version int',
  acknowledgedBy: (employee) => `SELECT max(c.notice_version) FROM fleet_acknowledgements c
        WHERE c.company_id = company AND c.employee_id = ${employee}`,
};

/** Which policy each of them is told of (`k` is its place): two result columns, and what is joined for them. */
export interface PolicySql {
  readonly id: string;
  readonly version: string;
  readonly join: string;
}

export const POLICY_OF_EVERYBODY: PolicySql = { id: 'policy.id', version: 'policy.version', join: '' };

/** Whether what the agent at place `i` says is what is known. */
const UNCHANGED = `NOT EXISTS (SELECT FROM fleet_agents a
          WHERE a.company_id = company AND a.id = agents[i] AND a.version <> versions[i])
        AND NOT EXISTS (SELECT FROM unnest(places, phones, states) AS s (place, phone, state)
          JOIN fleet_enrolments n ON n.company_id = company AND n.phone_id = s.phone AND n.attach <> s.state
          WHERE s.place = i AND n.workstation_id = workstations[i])`;

/**
 * Check-ins of a company with which nothing changed, as nearly all are: workstations were seen, and all is read that their
 * agents are told. A place in the arrays with which something did change is not answered, and nothing of it is written:
 * that takes a transaction of the use case, since coverage is computed anew in it. `places`: whose each of the phones is.
 * When a workstation was seen is not worth waiting for the disk, or for another process that is writing the same: a crash
 * of PostgreSQL may lose the last half second of it, and nothing else is written here.
 */
export const checkIns = (
  { texts, keyNumber, acknowledged, acknowledgedBy }: NoticeSql,
  own: PolicySql = POLICY_OF_EVERYBODY,
  unchanged: string = UNCHANGED,
): string => `
  CREATE FUNCTION fleet_check_ins(
    company uuid, agents uuid[], workstations uuid[], employees uuid[], versions text[],
    places int[], phones uuid[], states text[])
    RETURNS TABLE (place int, policy_id uuid, policy_version int, notice_version int, key_number int, ${acknowledged},
      running boolean, changed_ms_ago float8, snapshots jsonb, commands jsonb)
    LANGUAGE plpgsql SECURITY INVOKER SET search_path = public AS $$
  DECLARE
    policy record;
    notice int;
    own_key int;
    kept int[];
  BEGIN
    PERFORM set_config('app.company_id', company::text, true), set_config('synchronous_commit', 'off', true);
    SELECT p.id, p.version INTO policy FROM policy_assignments a
      JOIN policies p ON p.company_id = a.company_id AND p.id = a.policy_id
      WHERE a.company_id = company AND a.applies_to = 'everybody' ORDER BY a.priority DESC LIMIT 1;
    SELECT max(c.version) INTO notice FROM ${texts} c WHERE c.company_id = company;
    own_key := (${keyNumber});
    kept := ARRAY(
      SELECT i FROM generate_subscripts(agents, 1) i
      WHERE ${unchanged});
    UPDATE fleet_workstations w SET last_seen_at = now() WHERE w.company_id = company AND w.id = ANY (ARRAY(
      SELECT x.id FROM fleet_workstations x WHERE x.company_id = company
        AND x.id = ANY (ARRAY(SELECT workstations[k] FROM unnest(kept) k)) FOR NO KEY UPDATE SKIP LOCKED));
    RETURN QUERY SELECT k, ${own.id}, ${own.version}, notice, own_key,
      (${acknowledgedBy('employees[k]')}),
      EXISTS (SELECT FROM backup_runs r
        WHERE r.company_id = company AND r.agent_id = agents[k] AND r.outcome = 'running'),
      n.changed_ms_ago, n.snapshots,
      (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'kind', c.kind, 'phoneId', c.phone_id, 'text', c.text)
          ORDER BY c.created_at, c.id)
        FROM (SELECT o.* FROM fleet_commands o WHERE o.company_id = company AND o.workstation_id = workstations[k]
          AND o.finished_at IS NULL ORDER BY o.created_at, o.id LIMIT 100) c)
      FROM unnest(kept) k CROSS JOIN LATERAL (
        SELECT (extract(epoch FROM now() - max(e.attach_at)) * 1000)::float8 AS changed_ms_ago,
          jsonb_agg(jsonb_build_object('phoneId', e.phone_id, 'newestSnapshotAt',
            (SELECT s.taken_at FROM backup_snapshots s WHERE s.company_id = company AND s.phone_id = e.phone_id
              ORDER BY s.taken_at DESC LIMIT 1)) ORDER BY e.phone_id) AS snapshots
        FROM fleet_enrolments e WHERE e.company_id = company AND e.workstation_id = workstations[k]) n
      ${own.join};
  END $$;
  REVOKE ALL ON FUNCTION fleet_check_ins FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION fleet_check_ins TO holdfast_api;`;

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
      ${checkIns(NOTICES_BY_VERSION)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION fleet_agents_standing, fleet_check_ins;
      DROP TABLE entry.oauth_records, entry.spent_proofs;
      ALTER TABLE fleet_agents DROP COLUMN revoked_because`);
  }
}
