import { X509Certificate } from 'node:crypto';
import type { CompanyKeyFacts, LocationHealth, LocationTrouble, ProviderHealth } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** How each location answered when it was tried last, and when it ends. */
export async function healthOfLocations(db: EntityManager, companyId: string): Promise<LocationHealth[]> {
  const rows = await db.query<
    {
      id: string;
      name: string;
      expires_on: string | null;
      trouble: LocationTrouble | null;
      since: Date | null;
      tries: number | null;
    }[]
  >(
    `SELECT l.id, l.name, to_char(l.expires_on, 'YYYY-MM-DD') AS expires_on, h.trouble, h.since, h.tries
     FROM storage_locations l LEFT JOIN storage_health h ON h.company_id = l.company_id AND h.location_id = l.id
     WHERE l.company_id = $1 AND (h.trouble IS NOT NULL OR l.expires_on IS NOT NULL)`,
    [companyId],
  );
  return rows.map(({ id, name, expires_on, trouble, since, tries }) => ({
    id,
    name,
    ...(trouble && since && { trouble: { code: trouble, since, tries: tries ?? 0 } }),
    ...(expires_on !== null && { expiresOn: expires_on }),
  }));
}

/** Since when a provider by which people sign in does not answer, and when the last of its certificates ends. */
export async function healthOfProviders(db: EntityManager, companyId: string): Promise<ProviderHealth[]> {
  const rows = await db.query<
    { id: string; name: string; failing_since: Date | null; certificates: string[] | null }[]
  >(
    `SELECT id, name, metadata_failing_since AS failing_since, live->'certificates' AS certificates
     FROM sso_connections WHERE company_id = $1 AND live IS NOT NULL`,
    [companyId],
  );
  return rows.map(({ id, name, failing_since, certificates }) => {
    const ends = (certificates ?? []).flatMap((certificate) => endOf(certificate) ?? []);
    const last = ends.length > 0 ? new Date(Math.max(...ends)) : undefined;
    return {
      id,
      name,
      ...(failing_since && { failingSince: failing_since }),
      ...(last && { certificateEnds: last }),
    };
  });
}

/** Milliseconds; undefined for what cannot be read, which was refused when it came. */
function endOf(certificate: string): number | undefined {
  try {
    const pem = certificate.includes('-----')
      ? certificate
      : `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`;
    return Date.parse(new X509Certificate(pem).validTo);
  } catch {
    return undefined;
  }
}

/** The company's newest recovery key. Nobody has a way to prove one yet. */
export async function keyOfCompany(db: EntityManager, companyId: string): Promise<CompanyKeyFacts> {
  const [row] = await db.query<{ registered_at: Date }[]>(
    'SELECT registered_at FROM keys_company WHERE company_id = $1 ORDER BY number DESC LIMIT 1',
    [companyId],
  );
  return row ? { registeredAt: row.registered_at } : {};
}

/** Whether policies in force ask for a recovery key, and since when each does. */
export async function keysAsked(
  db: EntityManager,
  companyId: string,
): Promise<{ privacy: { companyKey: string }; since: Date }[]> {
  const rows = await db.query<{ company_key: string; since: Date }[]>(
    `SELECT DISTINCT ON (p.id) coalesce(v.policy->'privacy'->>'companyKey', 'split') AS company_key, v.published_at AS since
     FROM policy_assignments a
     JOIN policies p ON p.company_id = a.company_id AND p.id = a.policy_id
     JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
     WHERE a.company_id = $1 ORDER BY p.id`,
    [companyId],
  );
  return rows.map(({ company_key, since }) => ({ privacy: { companyKey: company_key }, since }));
}
