import type { IncidentRow } from '@holdfast/contracts';
import { describeIncident } from '@holdfast/policy';
import { dateOf } from '../../http/index.js';
import type { KnownIncident } from './incident-rows.js';

export const showIncident = (incident: KnownIncident): IncidentRow => ({
  id: incident.id,
  kind: incident.kind,
  severity: incident.severity,
  ...describeIncident(incident),
  since: dateOf(incident.since),
  closedOn: incident.closedAt && dateOf(incident.closedAt),
  owner: incident.owner && { ...incident.owner },
  gaps: incident.gaps,
});
