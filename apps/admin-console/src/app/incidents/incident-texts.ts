import type { IncidentRow, Permission } from '@holdfast/contracts';
import type { Meaning } from '../look/meaning';

type Severity = IncidentRow['severity'];

export const INCIDENT_MEANING: Record<Severity, Meaning> = { risk: 'risk', lost: 'lost' };
export const INCIDENT_SEVERITY_TEXTS: Record<Severity, string> = {
  risk: $localize`At risk`,
  lost: $localize`Stands still`,
};

/** A page on which something is mended, and what one has to be allowed to reach it. */
export interface MendingPlace {
  readonly path: string;
  readonly permission: Permission;
}

const STORAGE: MendingPlace = { path: '/storage', permission: 'storage.read' };

/** Kinds that begin alike are mended in the same place. */
const MENDED: readonly (readonly [kind: string, place: MendingPlace])[] = [
  ['location-', STORAGE],
  ['storage-failing', STORAGE],
  ['identity-provider-', { path: '/settings/sign-in', permission: 'sso.read' }],
  ['recovery-untested', { path: '/settings/recovery-key', permission: 'recovery-key.read' }],
  ['agent-version-failing', { path: '/workstations', permission: 'coverage.read' }],
  ['system-failing', { path: '/phones', permission: 'coverage.read' }],
];

/** Undefined for a kind that this console does not know yet: its next step is told all the same. */
export const mendedAt = (kind: string): MendingPlace | undefined =>
  MENDED.find(([beginning]) => kind.startsWith(beginning))?.[1];
