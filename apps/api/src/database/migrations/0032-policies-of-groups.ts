import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';
import { POLICY_OF_EVERYBODY, type PolicySql } from './0025-authorization.js';
import { checkInsOfStatements } from './0027-notices.js';

/**
 * The policy of each of them: of the groups that somebody is in and that a policy is assigned to, the one with the highest
 * priority decides, else everybody's. A company that assigns to no group pays nothing for it; in another, it is one look
 * at the index of memberships.
 */
export const POLICY_OF_EACH: PolicySql = {
  id: 'coalesce(own.id, policy.id)',
  version: 'coalesce(own.version, policy.version)',
  join: `LEFT JOIN LATERAL (
        SELECT p.id, p.version FROM people_memberships m
        JOIN policy_assignments a ON a.company_id = m.company_id AND a.group_id = m.group_id
        JOIN policies p ON p.company_id = a.company_id AND p.id = a.policy_id
        WHERE EXISTS (SELECT FROM policy_assignments o WHERE o.company_id = company AND o.group_id IS NOT NULL)
          AND m.company_id = company AND m.employee_id = employees[k]
        ORDER BY a.priority DESC LIMIT 1) own ON true`,
};

/**
 * As before, but always by the index: an anti join was planned as a hash of all agents of the company (20 ms of a check-in
 * at a hundred thousand, measured 2026-11-28), since nobody knows how many are asked about when the function is planned.
 */
export const UNCHANGED_BY_INDEX = `coalesce((SELECT a.version = versions[i] FROM fleet_agents a
          WHERE a.company_id = company AND a.id = agents[i]), true)
        AND NOT EXISTS (SELECT FROM unnest(places, phones, states) AS s (place, phone, state)
          CROSS JOIN LATERAL (SELECT e.attach FROM fleet_enrolments e WHERE e.company_id = company
            AND e.phone_id = s.phone AND e.workstation_id = workstations[i] OFFSET 0) n
          WHERE s.place = i AND n.attach <> s.state)`;

/**
 * Policies for groups of the directory: whom each is assigned to and since when, names by which a document speaks of them,
 * policies that are in use no more, and one number a company that counts what changed of all this, so that two people who
 * decide at the same time find out. A group that the directory removes takes its assignment along, as it does its members.
 */
export class PoliciesOfGroups1795390000032 implements MigrationInterface {
  readonly name = 'PoliciesOfGroups1795390000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Of every company: row-level security holds for the owner of the tables too, but for these statements.
      ALTER TABLE people_groups NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE policies NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE policy_versions NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE policy_assignments NO FORCE ROW LEVEL SECURITY;

      -- The name as it is compared, made by the api.
      ALTER TABLE policies ADD name_key text COLLATE "C", ADD retired_at timestamptz;
      UPDATE policies p SET name_key = lower(v.policy->>'name') FROM policy_versions v
        WHERE v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version;
      ALTER TABLE policies ALTER name_key SET NOT NULL;
      CREATE UNIQUE INDEX policies_by_name ON policies (company_id, name_key) WHERE retired_at IS NULL;

      ALTER TABLE policy_assignments
        DROP CONSTRAINT policy_assignments_applies_to_check,
        DROP CONSTRAINT policy_assignments_company_id_applies_to_priority_key,
        ADD group_id uuid,
        ADD since timestamptz;
      UPDATE policy_assignments a SET priority = 0, since = p.created_at FROM policies p
        WHERE p.company_id = a.company_id AND p.id = a.policy_id;
      ALTER TABLE policy_assignments
        ALTER since SET NOT NULL,
        ADD CONSTRAINT policy_assignments_applies_to_check CHECK (applies_to IN ('everybody', 'group')),
        ADD CONSTRAINT policy_assignments_of_group CHECK ((applies_to = 'group') = (group_id IS NOT NULL)),
        ADD CONSTRAINT policy_assignments_of_priority CHECK (CASE applies_to WHEN 'group' THEN priority BETWEEN 1 AND 1000000 ELSE priority = 0 END),
        ADD UNIQUE (company_id, priority),
        ADD UNIQUE (company_id, group_id),
        ADD FOREIGN KEY (company_id, group_id) REFERENCES people_groups (company_id, id) ON DELETE CASCADE;

      ALTER TABLE people_groups FORCE ROW LEVEL SECURITY;
      ALTER TABLE policies FORCE ROW LEVEL SECURITY;
      ALTER TABLE policy_versions FORCE ROW LEVEL SECURITY;
      ALTER TABLE policy_assignments FORCE ROW LEVEL SECURITY;

      -- What a group's policy asks for is asked of somebody from the day on which they came into it.
      ALTER TABLE people_memberships ADD since timestamptz NOT NULL DEFAULT now();

      CREATE TABLE policy_revisions (
        company_id uuid PRIMARY KEY REFERENCES companies,
        revision bigint NOT NULL CHECK (revision >= 0)
      );
      ${forceTenancy('policy_revisions')}
      GRANT UPDATE (name_key, retired_at) ON policies TO holdfast_api;
      GRANT DELETE ON policy_assignments TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE ON policy_revisions TO holdfast_api;

      DROP FUNCTION fleet_check_ins;
      ${checkInsOfStatements(POLICY_OF_EACH, UNCHANGED_BY_INDEX)}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The release before has one policy a company: what was assigned to groups is assigned to nobody there.
    await runner.query(`
      DROP FUNCTION fleet_check_ins;
      ${checkInsOfStatements(POLICY_OF_EVERYBODY)}
      DROP TABLE policy_revisions;
      ALTER TABLE people_memberships DROP COLUMN since;
      ALTER TABLE policy_assignments NO FORCE ROW LEVEL SECURITY;
      DELETE FROM policy_assignments WHERE applies_to <> 'everybody';
      ALTER TABLE policy_assignments FORCE ROW LEVEL SECURITY;
      REVOKE DELETE ON policy_assignments FROM holdfast_api;
      ALTER TABLE policy_assignments
        DROP CONSTRAINT policy_assignments_applies_to_check,
        DROP CONSTRAINT policy_assignments_of_priority,
        DROP CONSTRAINT policy_assignments_company_id_priority_key,
        DROP COLUMN group_id CASCADE,
        DROP COLUMN since,
        ADD CHECK (applies_to IN ('everybody')),
        ADD UNIQUE (company_id, applies_to, priority);
      ALTER TABLE policies DROP COLUMN name_key, DROP COLUMN retired_at;
    `);
  }
}
