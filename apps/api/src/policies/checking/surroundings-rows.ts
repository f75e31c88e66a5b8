import { DEFAULT_CATEGORIES } from '@holdfast/contracts';
import type { Surroundings } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { VERSION } from '../../health/index.js';

interface Row {
  locations: { id: string; kind: 'served-folder' | 's3'; jurisdiction: string | null }[] | null;
  has_key: boolean;
  names: { id: string; name: string }[] | null;
}

/** What a company has, and how its policies in use are called. Read from storage and keys; nothing is written there. */
export interface CompanySurroundings {
  /** As a policy is checked against them; `but`: the policy whose next version it is. */
  readonly of: (but?: string) => Surroundings;
  readonly names: readonly { readonly id: string; readonly name: string }[];
}

export async function surroundingsOf(db: EntityManager, companyId: string): Promise<CompanySurroundings> {
  const [row] = await db.query<Row[]>(
    `SELECT (SELECT jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'jurisdiction', jurisdiction))
         FROM storage_locations WHERE company_id = $1) AS locations,
       EXISTS (SELECT FROM keys_company WHERE company_id = $1) AS has_key,
       (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', v.policy->>'name')) FROM policies p
         JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
         WHERE p.company_id = $1 AND p.retired_at IS NULL) AS names`,
    [companyId],
  );
  const names = row?.names ?? [];
  const known = {
    // Whether a bucket locks is found out by using it, so it may.
    locations: (row?.locations ?? []).map(({ id, kind, jurisdiction }) => ({
      id,
      offSite: kind === 's3',
      cloud: kind === 's3',
      canLock: kind === 's3',
      jurisdiction: jurisdiction ?? undefined,
    })),
    hasCompanyKey: row?.has_key ?? false,
    newestAgentVersion: VERSION,
    byDefault: DEFAULT_CATEGORIES,
  };
  return {
    names,
    of: (but) => ({
      ...known,
      otherNames: names.flatMap(({ id, name }) => (id === but ? [] : [name])),
    }),
  };
}
