import { z } from 'zod';
import { CauseClass } from '../cause-classes.js';
import { Gap, GAP_CODES, GapCode } from '../gap-codes.js';
import { endpoint } from './endpoint.js';
import { Bytes, DateOnly, PageQuery, pageOf } from './paging.js';

/** The one state of a phone. `declined` and `not-for-work` are neutral: never a gap. */
export const PhoneState = z.enum([
  'protected',
  'in-grace',
  'waiting',
  'at-risk',
  'never-backed-up',
  'declined',
  'not-for-work',
]);
export type PhoneState = z.infer<typeof PhoneState>;

/** A gap with whom and what it concerns. A gap of an employee without a phone has no `phone`. */
export const OpenGap = Gap.extend({
  id: z.uuid(),
  employee: z.object({ id: z.uuid(), name: z.string(), department: z.string().nullable() }),
  phone: z.object({ id: z.uuid(), label: z.string() }).nullable(),
});

/** The headline in its three parts; `protected + notProtected + noPhone = inScope`, always. */
export const Headline = z.object({
  inScope: z.int(),
  protected: z.int(),
  notProtected: z.int(),
  noPhone: z.int(),
  /** Segments of `notProtected`. */
  segments: z.object({ inGrace: z.int(), waiting: z.int(), atRisk: z.int(), neverBackedUp: z.int() }),
});

/** The checklist of an empty company, in the order in which a company gets ready. */
export const FIRST_STEPS = [
  'owner',
  'storage',
  'policy',
  'person',
  'workstation',
  'phone',
  'backup',
] as const;

export const Overview = z.object({
  headline: Headline,
  /** Up to when states are evaluated. A date: while one waits, its moment would tell when a phone was backed up. */
  factsAsOf: DateOnly,
  gapsByCause: z.array(z.object({ code: z.enum(GAP_CODES), count: z.int() })),
  oldestGaps: z.array(OpenGap).max(5),
  /** Figures are null for who may not read them. */
  storage: z.object({ locations: z.int(), storedBytes: Bytes.nullable(), snapshots: z.int().nullable() }),
  /** Each step is verified by the system, not ticked by a person. */
  firstSteps: z.array(z.object({ code: z.enum(FIRST_STEPS), done: z.boolean() })),
  recentRuns: z.array(
    z.object({
      phoneId: z.uuid(),
      label: z.string(),
      outcome: z.string(),
      cause: CauseClass.nullable(),
      on: DateOnly,
      bytesRead: Bytes.nullable(),
    }),
  ),
});

export const coverageEndpoints = {
  overview: endpoint({
    id: 'overview',
    method: 'GET',
    path: '/api/v1/overview',
    tag: 'coverage',
    summary: 'Are we safe, and if not, who is not',
    auth: 'session',
    permission: 'coverage.read',
    withheld: [
      { path: 'storage.storedBytes', unless: 'figures.read' },
      { path: 'storage.snapshots', unless: 'figures.read' },
      { path: 'recentRuns.bytesRead', unless: 'figures.read' },
    ],
    status: 200,
    response: Overview,
    errors: [],
  }),
  listGaps: endpoint({
    id: 'listGaps',
    method: 'GET',
    path: '/api/v1/gaps',
    tag: 'coverage',
    summary: 'Open gaps, oldest first',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'everybody',
    query: PageQuery.extend({ code: GapCode.optional(), q: z.string().max(120).optional() }),
    status: 200,
    response: pageOf(OpenGap),
    errors: [],
  }),
  coverageCsv: endpoint({
    id: 'coverageCsv',
    method: 'GET',
    path: '/api/v1/reports/coverage.csv',
    tag: 'reports',
    summary: 'One row per phone and per employee without one: state, gaps, newest snapshot, copies',
    // Not JSON: columns that a role may not read are left out (apps/api/src/reports).
    auth: 'session',
    permission: 'reports.read',
    looks: 'everybody',
    status: 200,
    contentType: 'text/csv',
    errors: [],
  }),
};
