/** Causes above single phones. Each has one owner, and employees hear nothing of it: they could not mend it. */
export const INCIDENT_KINDS = [
  'location-unreachable',
  'location-refused',
  'location-full',
  'location-unpaid',
  'location-expiring',
  'identity-provider-down',
  'identity-provider-expiring',
  'agent-version-failing',
  'system-failing',
  'storage-failing',
  'recovery-untested',
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** `lost`: backups of many stand still · `risk`: they do in part, or will. */
export type IncidentSeverity = 'risk' | 'lost';

/** One cause that is there now. Kind and key are what makes it the same one tomorrow. */
export interface FoundIncident {
  readonly kind: IncidentKind;
  /** Of what: a location, a connection, a version. Empty where there is only one. */
  readonly key: string;
  readonly severity: IncidentSeverity;
  readonly since: Date;
  /** Numbers, dates (ISO) and names of the company's own things, that its sentence tells; never a person. */
  readonly details: Readonly<Record<string, number | string>>;
}
