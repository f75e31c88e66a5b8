import { z } from 'zod';
import { Category } from '../categories.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/** `encrypted`, `replaced` and `gone` are suspicious: older versions are kept until somebody has looked. */
export const AnomalyKind = z.enum(['encrypted', 'replaced', 'gone', 'stopped-growing']);
export type AnomalyKind = z.infer<typeof AnomalyKind>;

/**
 * `expected`: the person did it, or nothing was wrong. `harm`: it was an attack or a fault; older versions stay kept.
 * `recovered`: what was harmed is restored.
 */
export const AnomalyVerdict = z.enum(['expected', 'harm', 'recovered']);

/** Something in a version that the phone's own history does not explain. Counts and shares, never a name. */
export const AnomalyRow = z.object({
  id: z.uuid(),
  kind: AnomalyKind,
  /** Null: over all that people make. */
  category: Category.nullable(),
  sentence: z.string(),
  foundOn: DateOnly,
  employee: z.object({ id: z.uuid(), name: z.string() }),
  phone: z.object({ id: z.uuid(), label: z.string() }),
  /** The version that shows it. */
  snapshotId: z.uuid(),
  verdict: AnomalyVerdict.nullable(),
  lookedAtBy: z.string().nullable(),
  lookedAtOn: DateOnly.nullable(),
  /** Older versions of this phone are kept from being removed because of it. */
  freezes: z.boolean(),
});
export type AnomalyRow = z.infer<typeof AnomalyRow>;

export const anomalyEndpoints = {
  listAnomalies: endpoint({
    id: 'listAnomalies',
    method: 'GET',
    path: '/api/v1/anomalies',
    tag: 'coverage',
    summary: 'What phones’ own histories do not explain, newest first',
    auth: 'session',
    permission: 'figures.read',
    looks: 'everybody',
    query: PageQuery.extend({
      open: z.enum(['yes', 'no']).optional(),
      phone: z.uuid().optional(),
    }),
    status: 200,
    response: pageOf(AnomalyRow),
    errors: [],
  }),
  lookAtAnomaly: endpoint({
    id: 'lookAtAnomaly',
    method: 'POST',
    path: '/api/v1/anomalies/:id/verdict',
    tag: 'coverage',
    summary: 'Say what it was; of this and everything found on the phone before it',
    auth: 'session',
    permission: 'anomalies.judge',
    params: IdParams,
    body: z.strictObject({ verdict: AnomalyVerdict }),
    status: 204,
    errors: ['not-found'],
  }),
};
