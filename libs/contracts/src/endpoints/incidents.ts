import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/** A cause above single phones: its owner hears of it once, and employees hear nothing that they cannot mend. */
export const IncidentRow = z.object({
  id: z.uuid(),
  kind: z.string(),
  severity: z.enum(['risk', 'lost']),
  title: z.string(),
  sentence: z.string(),
  nextStep: z.string(),
  since: DateOnly,
  closedOn: DateOnly.nullable(),
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Open gaps that it explains. */
  gaps: z.int(),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

export const incidentEndpoints = {
  listIncidents: endpoint({
    id: 'listIncidents',
    method: 'GET',
    path: '/api/v1/incidents',
    tag: 'coverage',
    summary: 'Causes above single phones: open ones first, worst first; then past ones',
    auth: 'session',
    permission: 'coverage.read',
    query: PageQuery.extend({ open: z.enum(['yes', 'no']).optional() }),
    status: 200,
    response: pageOf(IncidentRow),
    errors: [],
  }),
  ownIncident: endpoint({
    id: 'ownIncident',
    method: 'PUT',
    path: '/api/v1/incidents/:id/owner',
    tag: 'coverage',
    summary: 'Hand an incident to somebody of IT',
    auth: 'session',
    permission: 'gaps.assign',
    params: IdParams,
    body: z.strictObject({ ownerId: z.uuid() }),
    status: 204,
    errors: ['not-found'],
  }),
};
