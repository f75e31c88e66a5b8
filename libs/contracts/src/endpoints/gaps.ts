import { z } from 'zod';
import { Gap, GapCode, GapSeverity } from '../gap-codes.js';
import { Platform } from '../platforms.js';
import { endpoint } from './endpoint.js';
import { anyOf, countedPageOf, DateOnly, PageQuery } from './paging.js';

/** A gap with whom and what it concerns. A gap of an employee without a phone has no `phone`. */
export const OpenGap = Gap.extend({
  id: z.uuid(),
  employee: z.object({ id: z.uuid(), name: z.string(), department: z.string().nullable() }),
  phone: z.object({ id: z.uuid(), label: z.string() }).nullable(),
  /** Whose step is next. */
  whose: z.enum(['employee', 'admin']),
  policyId: z.uuid().nullable(),
  /** Of IT: who has taken it on. */
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The cause above single phones to which it belongs. */
  incidentId: z.uuid().nullable(),
  /** Left out of the score until this day; it stands in every report all the same. */
  exemptUntil: DateOnly.nullable(),
});
export type OpenGap = z.infer<typeof OpenGap>;

/** Which open gaps; what is left out restricts nothing, but for exempted ones, which are left out unless asked for. */
export const GapFilter = z.object({
  code: anyOf(GapCode, 18).optional(),
  severity: anyOf(GapSeverity, 3).optional(),
  /** As the directory says it; empty: people without one. */
  department: z.string().max(120).optional(),
  platform: anyOf(Platform, 3).optional(),
  policy: z.uuid().optional(),
  /** Of one person and their phones. */
  employee: z.uuid().optional(),
  /** Open for at least so many days. */
  days: z.coerce.number().int().min(0).max(3650).optional(),
  /** `nobody`: not taken on by anybody; `somebody`: taken on, by whomever. */
  owner: z.union([z.uuid(), z.enum(['nobody', 'somebody'])]).optional(),
  whose: z.enum(['employee', 'admin']).optional(),
  incident: z.uuid().optional(),
  exempt: z.enum(['without', 'only', 'with']).default('without'),
  /** Anywhere in name, department or label, whatever the case. */
  q: z.string().max(120).optional(),
});
export type GapFilter = z.infer<typeof GapFilter>;

/** Oldest first, worst first, or by name; `desc` turns it round. */
export const GapOrder = z.object({
  sort: z.enum(['age', 'severity', 'name']).default('age'),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export type GapOrder = z.infer<typeof GapOrder>;

/** Gaps that somebody chose: single ones, or all that a filter matches at the moment of asking. */
export const GapSelection = z.union([
  z.strictObject({ ids: z.array(z.uuid()).min(1).max(1000) }),
  z.strictObject({ filter: GapFilter }),
]);
export type GapSelection = z.infer<typeof GapSelection>;

export const gapEndpoints = {
  listGaps: endpoint({
    id: 'listGaps',
    method: 'GET',
    path: '/api/v1/gaps',
    tag: 'coverage',
    summary:
      'Open gaps by any of cause, severity, department, platform, policy, age, owner; counted up to 10,000',
    auth: 'session',
    permission: 'coverage.read',
    tokenScope: 'coverage.read',
    looks: 'everybody',
    query: PageQuery.extend({ ...GapFilter.shape, ...GapOrder.shape }),
    status: 200,
    response: countedPageOf(OpenGap),
    errors: [],
  }),
  gapsCsv: endpoint({
    id: 'gapsCsv',
    method: 'GET',
    path: '/api/v1/gaps.csv',
    tag: 'coverage',
    summary: 'The same as a file, all of it, in the same order',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'everybody',
    query: z.object({ ...GapFilter.shape, ...GapOrder.shape }),
    status: 200,
    contentType: 'text/csv',
    errors: [],
  }),
  assignGaps: endpoint({
    id: 'assignGaps',
    method: 'POST',
    path: '/api/v1/gaps/owner',
    tag: 'coverage',
    summary: 'Somebody of IT takes gaps on, or gives them back',
    auth: 'session',
    permission: 'gaps.assign',
    body: z.strictObject({ gaps: GapSelection, ownerId: z.uuid().nullable() }),
    status: 200,
    response: z.object({ gaps: z.int() }),
    errors: ['not-found'],
  }),
};
