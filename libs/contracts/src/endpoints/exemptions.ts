import { z } from 'zod';
import { GapCode } from '../gap-codes.js';
import { endpoint } from './endpoint.js';
import { GapSelection } from './gaps.js';
import { anyOf, DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

const Person = z.object({ id: z.uuid(), name: z.string() });

/** `over`: its day has come. `ended`: somebody ended it before, or refused it. */
export const ExemptionState = z.enum(['waiting', 'active', 'over', 'ended']);
export type ExemptionState = z.infer<typeof ExemptionState>;

/** Somebody answers for it that gaps are left out of the score until a day. They stay in every report. */
export const ExemptionRow = z.object({
  id: z.uuid(),
  employee: Person,
  /** Null: of the person, and of all their phones. */
  phone: z.object({ id: z.uuid(), label: z.string() }).nullable(),
  /** Null: whatever gap there is. */
  codes: z.array(GapCode).nullable(),
  reason: z.string(),
  /** Who answers for it. */
  owner: Person,
  askedBy: Person,
  askedOn: DateOnly,
  /** Null: it waits for somebody else to approve it, and changes nothing until then. */
  approvedBy: Person.nullable(),
  approvedOn: DateOnly.nullable(),
  /** From this day on (UTC) the gaps count again, by themselves. */
  until: DateOnly,
  state: ExemptionState,
});
export type ExemptionRow = z.infer<typeof ExemptionRow>;

/** Longer than a year nobody answers for a gap without looking again. */
export const LONGEST_EXEMPTION_DAYS = 366;

export const AskExemption = z.strictObject({
  for: z.union([
    z.strictObject({ gaps: GapSelection }),
    z.strictObject({
      employeeId: z.uuid(),
      phoneId: z.uuid().optional(),
      codes: z.array(GapCode).min(1).max(18).optional(),
    }),
  ]),
  reason: z.string().trim().min(1).max(500),
  ownerId: z.uuid(),
  until: DateOnly,
});

export const exemptionEndpoints = {
  listExemptions: endpoint({
    id: 'listExemptions',
    method: 'GET',
    path: '/api/v1/exemptions',
    tag: 'coverage',
    summary: 'Exemptions: what, why, who answers for it, until when; the next to end first',
    auth: 'session',
    permission: 'coverage.read',
    looks: 'everybody',
    query: PageQuery.extend({
      state: anyOf(ExemptionState, 4).optional(),
      employee: z.uuid().optional(),
    }),
    status: 200,
    response: pageOf(ExemptionRow),
    errors: [],
  }),
  askExemption: endpoint({
    id: 'askExemption',
    method: 'POST',
    path: '/api/v1/exemptions',
    tag: 'coverage',
    summary: 'Ask for exemptions: somebody else approves them, unless nobody else could',
    auth: 'session',
    permission: 'exemptions.change',
    body: AskExemption,
    status: 201,
    response: z.object({ exemptions: z.int(), approved: z.boolean() }),
    errors: ['not-found', 'request-invalid'],
  }),
  approveExemption: endpoint({
    id: 'approveExemption',
    method: 'POST',
    path: '/api/v1/exemptions/:id/approval',
    tag: 'coverage',
    summary: 'Approve what somebody else asked for: from now on the gaps are left out of the score',
    auth: 'session',
    permission: 'exemptions.change',
    params: IdParams,
    status: 204,
    errors: ['not-found', 'second-person-needed'],
  }),
  endExemption: endpoint({
    id: 'endExemption',
    method: 'DELETE',
    path: '/api/v1/exemptions/:id',
    tag: 'coverage',
    summary: 'End an exemption before its day, or refuse one that waits',
    auth: 'session',
    permission: 'exemptions.change',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
};
