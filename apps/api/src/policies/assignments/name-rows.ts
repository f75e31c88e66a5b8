import type { EntityManager } from 'typeorm';
import { searchText } from '../../database/search-text.js';

/** Names of the policies in use, by id. */
export async function policyNames(db: EntityManager, companyId: string): Promise<Map<string, string>> {
  const rows = await db.query<{ id: string; name: string }[]>(
    `SELECT p.id, v.policy->>'name' AS name FROM policies p
     JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
     WHERE p.company_id = $1 AND p.retired_at IS NULL`,
    [companyId],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface NamedGroup {
  readonly id: string;
  readonly name: string;
}

/** Those of these groups that the directory has. Nothing of people is ever written from here. */
export const groupsById = (
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<NamedGroup[]> =>
  db.query(
    'SELECT id, display_name AS name FROM people_groups WHERE company_id = $1 AND id = ANY($2::uuid[])',
    [companyId, ids],
  );

/**
 * Keeps these groups from being removed before the transaction ends; answers how many are there. Before assignments are
 * written: a removal takes its group first and then the group's assignment, and two that go the other way round each wait
 * for the other.
 */
export async function holdGroups(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<number> {
  const rows: unknown[] = await db.query(
    'SELECT id FROM people_groups WHERE company_id = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR KEY SHARE',
    [companyId, ids],
  );
  return rows.length;
}

/** Those that have one of these names, whatever their case. */
export const groupsNamed = (
  db: EntityManager,
  companyId: string,
  keys: readonly string[],
): Promise<(NamedGroup & { readonly key: string })[]> =>
  db.query(
    `SELECT id, display_name AS name, display_name_key AS key FROM people_groups
     WHERE company_id = $1 AND display_name_key = ANY($2::text[])`,
    [companyId, keys],
  );

/** Groups by their names, from the one after `after`, and how many people are in each. */
export async function groupPage(
  db: EntityManager,
  companyId: string,
  { q, after, limit }: { q: string | undefined; after: string | undefined; limit: number },
): Promise<{ rows: (NamedGroup & { readonly people: number })[]; total: number }> {
  const found = '($2::text IS NULL OR strpos(g.display_name_key, lower($2)) > 0)';
  const rows = await db.query<(NamedGroup & { people: number })[]>(
    `SELECT g.id, g.display_name AS name, (SELECT count(*)::int FROM people_memberships m
       WHERE m.company_id = g.company_id AND m.group_id = g.id) AS people
     FROM people_groups g WHERE g.company_id = $1 AND ${found}
       AND ($3::text IS NULL OR g.display_name_key > $3::text) ORDER BY g.display_name_key LIMIT $4`,
    [companyId, searchText(q), after ?? null, limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM people_groups g WHERE g.company_id = $1 AND ${found}`,
    [companyId, searchText(q)],
  );
  return { rows, total: count?.total ?? 0 };
}
