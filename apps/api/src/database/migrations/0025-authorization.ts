import type { MigrationInterface, QueryRunner } from 'typeorm';

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
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE entry.oauth_records, entry.spent_proofs;
      ALTER TABLE fleet_agents DROP COLUMN revoked_because`);
  }
}
