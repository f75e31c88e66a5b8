import { daysAfter } from '../moments.js';
import type { FoundIncident, IncidentKind } from './incident.js';

/** What is known of how a location answers. */
export interface LocationHealth {
  readonly id: string;
  readonly name: string;
  /** What it answered when it was tried last, and since when it does; undefined: it answers as it should. */
  readonly trouble?: { readonly code: LocationTrouble; readonly since: Date; readonly tries: number };
  /** ISO date on which its credential or its account ends, where somebody has said so. */
  readonly expiresOn?: string;
}

export type LocationTrouble = 'unreachable' | 'refused' | 'full' | 'unpaid';

/** One try that failed may be a network that blinked. */
const TRIES = 2;
const WARN_DAYS = 14;

/** Locations that do not take backups, and those whose credential ends within 14 days. */
export function troubledLocations(locations: readonly LocationHealth[], now: Date): FoundIncident[] {
  return locations.flatMap(({ id, name, trouble, expiresOn }): FoundIncident[] => {
    const found: FoundIncident[] = [];
    if (trouble && trouble.tries >= TRIES) {
      const kind: IncidentKind = `location-${trouble.code}`;
      found.push({ kind, key: id, severity: 'lost', since: trouble.since, details: { name } });
    }
    if (expiresOn !== undefined) {
      const expires = new Date(expiresOn);
      const since = daysAfter(expires, -WARN_DAYS);
      if (since <= now) {
        const severity = expires <= now ? 'lost' : 'risk';
        found.push({ kind: 'location-expiring', key: id, severity, since, details: { name, expiresOn } });
      }
    }
    return found;
  });
}
