import { z } from 'zod';
import { CauseClass } from '../cause-classes.js';
import { GAP_CODES } from '../gap-codes.js';
import { endpoint } from './endpoint.js';
import { OpenGap } from './gaps.js';
import { IncidentRow } from './incidents.js';
import { Bytes, DateOnly } from './paging.js';

/** The one state of a phone. `declined` and `not-for-work` are neutral: never a gap. */
export const PhoneState = z.enum([
  'protected',
  'in-grace',
  'waiting',
  'exempt',
  'at-risk',
  'never-backed-up',
  'declined',
  'not-for-work',
]);
export type PhoneState = z.infer<typeof PhoneState>;

/** The headline in its three parts; `protected + notProtected + noPhone = inScope`, always. */
export const Headline = z.object({
  inScope: z.int(),
  protected: z.int(),
  notProtected: z.int(),
  noPhone: z.int(),
  /** Segments of `notProtected`. */
  segments: z.object({
    /** Nobody has enrolled a phone of theirs. Who declined is in it, too, where fewer than five did. */
    unknown: z.int(),
    waiting: z.int(),
    inGrace: z.int(),
    exempt: z.int(),
    declined: z.int(),
    atRisk: z.int(),
    neverBackedUp: z.int(),
  }),
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
  /** Open gaps by cause, exemptions left out; and how many more (fewer: negative) than when today (UTC) began. */
  gapsByCause: z.array(z.object({ code: z.enum(GAP_CODES), count: z.int(), sinceYesterday: z.int() })),
  /** How many more people are protected than when today (UTC) began. */
  protectedSinceYesterday: z.int(),
  /** Open ones, worst first. */
  incidents: z.array(IncidentRow).max(5),
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

/** A closed day (UTC). It is never changed: what is found out later is told beside it. */
export const CoverageDay = z.object({
  day: DateOnly,
  headline: Headline,
  /** Phones in scope, and those of them whose newest backups were within the maximum age: the day's share of the RPO. */
  phones: z.int(),
  phonesWithinAge: z.int(),
  /** People that this day counts as protected and that were not, as was found later; 0: none. */
  protectedCorrection: z.int(),
});
export type CoverageDay = z.infer<typeof CoverageDay>;

export const coverageEndpoints = {
  overview: endpoint({
    id: 'overview',
    method: 'GET',
    path: '/api/v1/overview',
    tag: 'coverage',
    summary: 'Are we safe, and if not, who is not',
    auth: 'session',
    permission: 'coverage.read',
    tokenScope: 'coverage.read',
    withheld: [
      { path: 'storage.storedBytes', unless: 'figures.read' },
      { path: 'storage.snapshots', unless: 'figures.read' },
      { path: 'recentRuns.bytesRead', unless: 'figures.read' },
    ],
    status: 200,
    response: Overview,
    errors: [],
  }),
  coverageDays: endpoint({
    id: 'coverageDays',
    method: 'GET',
    path: '/api/v1/coverage/days',
    tag: 'coverage',
    summary:
      'Closed days: the headline, phone-days within the maximum age, and what was found wrong with them later',
    auth: 'session',
    permission: 'coverage.read',
    tokenScope: 'coverage.read',
    query: z.object({
      from: DateOnly,
      /** The last day; left out: the newest that is closed. At most 400 days. */
      to: DateOnly.optional(),
      department: z.string().max(120).optional(),
    }),
    status: 200,
    response: z.object({
      days: z.array(CoverageDay),
      /** Publications of policies in that time, oldest first. */
      policies: z.array(z.object({ on: DateOnly, name: z.string(), version: z.int() })),
    }),
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
