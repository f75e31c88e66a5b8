import { earliest } from '../moments.js';
import type { Finding } from './gap.js';

/** What a company's recovery key is known to be able to. */
export interface CompanyKeyFacts {
  readonly registeredAt?: Date;
  readonly provenAt?: Date;
}

/**
 * A policy in force wraps backups for the company's recovery key, and nobody has shown that this key opens anything: one
 * gap of the company, not of each person.
 */
export function recoveryUntested(
  policies: readonly { readonly privacy: { readonly companyKey: string }; readonly since: Date }[],
  key: CompanyKeyFacts,
): Finding {
  const wanting = policies.filter(({ privacy }) => privacy.companyKey !== 'none');
  const since = key.registeredAt ?? earliest(wanting.map((policy) => policy.since));
  if (wanting.length === 0 || key.provenAt || !since) return {};
  const details = { registered: key.registeredAt ? 1 : 0 };
  return { gap: { code: 'recovery-untested', severity: 'risk', since, details } };
}
