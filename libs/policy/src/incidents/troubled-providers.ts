import { daysAfter, hoursAfter } from '../moments.js';
import type { FoundIncident } from './incident.js';

/** What is known of an identity provider by which people sign in. */
export interface ProviderHealth {
  readonly id: string;
  readonly name: string;
  /** Since when its metadata cannot be read. */
  readonly failingSince?: Date;
  /** When the last of the certificates ends by which its answers are checked. */
  readonly certificateEnds?: Date;
}

const DOWN_HOURS = 2;
const WARN_DAYS = 14;

/** Identity providers that do not answer, and those whose certificates end within 14 days with no other in sight. */
export function troubledProviders(providers: readonly ProviderHealth[], now: Date): FoundIncident[] {
  return providers.flatMap(({ id, name, failingSince, certificateEnds }): FoundIncident[] => {
    const found: FoundIncident[] = [];
    if (failingSince && hoursAfter(failingSince, DOWN_HOURS) <= now) {
      found.push({
        kind: 'identity-provider-down',
        key: id,
        severity: 'risk',
        since: failingSince,
        details: { name },
      });
    }
    const since = certificateEnds && daysAfter(certificateEnds, -WARN_DAYS);
    if (certificateEnds && since && since <= now) {
      found.push({
        kind: 'identity-provider-expiring',
        key: id,
        severity: certificateEnds <= now ? 'lost' : 'risk',
        since,
        details: { name, expiresOn: certificateEnds.toISOString().slice(0, 10) },
      });
    }
    return found;
  });
}
