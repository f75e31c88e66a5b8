import type { IncidentRow } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

type Severity = IncidentRow['severity'];

export const INCIDENT_MEANING: Record<Severity, Meaning> = { risk: 'risk', lost: 'lost' };
export const INCIDENT_SEVERITY_TEXTS: Record<Severity, string> = {
  risk: $localize`At risk`,
  lost: $localize`Stands still`,
};

/** Where an incident of a kind is mended; kinds that begin alike are mended in the same place. */
const MENDED: readonly (readonly [kind: string, path: string])[] = [
  ['location-', '/storage'],
  ['storage-failing', '/storage'],
  ['identity-provider-', '/settings/sign-in'],
  ['recovery-untested', '/settings/recovery-key'],
  ['agent-version-failing', '/workstations'],
  ['system-failing', '/phones'],
];

/** Undefined for a kind that this console does not know yet: its next step is told all the same. */
export const mendedAt = (kind: string): string | undefined =>
  MENDED.find(([beginning]) => kind.startsWith(beginning))?.[1];
