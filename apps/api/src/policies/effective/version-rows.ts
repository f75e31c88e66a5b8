import { PolicyV1 } from '@holdfast/contracts';
import type { PublishedScope } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

export interface VersionName {
  readonly policyId: string;
  readonly version: number;
  readonly publishedAt: Date;
}

/** A version as everybody who asks for it gets it: immutable, and so parsed once. */
export interface KnownVersion extends VersionName {
  readonly policy: PolicyV1;
  /** What this version and those before it asked for, newest first. */
  readonly history: readonly [PublishedScope, ...PublishedScope[]];
}

interface Row {
  policy_id: string;
  version: number;
  published_at: Date;
  policy: unknown;
  history: { at: string; scope: PublishedScope['scope'] }[];
}

/** So many versions are looked back upon; what was asked for in all of them is taken to be asked for since the oldest. */
const MOST_VERSIONS = 200;

/** Versions with what they and those before them asked for: one statement for any number. */
export async function readVersions(
  db: EntityManager,
  companyId: string,
  wanted: readonly VersionName[],
): Promise<KnownVersion[]> {
  const rows = await db.query<Row[]>(
    `SELECT v.policy_id, v.version, v.published_at, v.policy, h.history
     FROM unnest($2::uuid[], $3::int[]) AS w (policy_id, version)
     JOIN policy_versions v ON v.company_id = $1 AND v.policy_id = w.policy_id AND v.version = w.version
     CROSS JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object('at', o.published_at, 'scope', jsonb_build_object(
           'categories', o.policy->'scope'->'categories',
           'optionalCategories', o.policy->'scope'->'optionalCategories',
           'iosBackup', o.policy->'scope'->'iosBackup')) ORDER BY o.version DESC) AS history
       FROM (SELECT x.version, x.published_at, x.policy FROM policy_versions x
         WHERE x.company_id = v.company_id AND x.policy_id = v.policy_id AND x.version <= v.version
         ORDER BY x.version DESC LIMIT ${String(MOST_VERSIONS)}) o) h`,
    [companyId, wanted.map(({ policyId }) => policyId), wanted.map(({ version }) => version)],
  );
  return rows.map((row) => {
    // Parsing again fills in the fields that a later release added with their defaults.
    const policy = PolicyV1.parse(row.policy);
    const older = row.history.slice(1).map(({ at, scope }) => ({ publishedAt: new Date(at), scope }));
    const history = sinceWhen([{ publishedAt: row.published_at, scope: policy.scope }, ...older]);
    return {
      policyId: row.policy_id,
      version: row.version,
      publishedAt: row.published_at,
      policy,
      history,
    };
  });
}

type History = KnownVersion['history'];

/** Of versions in a row that ask for the same, the oldest: most edits of a policy change nothing of what is read. */
function sinceWhen([newest, ...older]: History): History {
  const kept: [PublishedScope, ...PublishedScope[]] = [newest];
  for (const version of older) {
    const last = kept[kept.length - 1] as PublishedScope;
    if (isSameScope(last, version)) kept[kept.length - 1] = { ...version, scope: last.scope };
    else kept.push(version);
  }
  return kept;
}

const isSameScope = ({ scope: one }: PublishedScope, { scope: other }: PublishedScope): boolean =>
  one.iosBackup === other.iosBackup &&
  isSameList(one.categories, other.categories) &&
  isSameList(one.optionalCategories, other.optionalCategories);

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, at) => name === other[at]);
