import { z } from 'zod';
import { SignedCertificate } from '../leavers/erasure-certificate.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/** Why somebody is a leaver: somebody here said so, or the directory switched them off or dropped them. */
export const LEAVING_CAUSES = ['by-hand', 'directory-inactive', 'directory-deleted'] as const;

/** `open`: they can export. `ended`: they no longer can. `held`: so, and a hold keeps it. Then it is being erased, or was. */
export const LEAVER_STATES = ['open', 'ended', 'held', 'erasing', 'erased'] as const;

/** Days of access that a company may give its leavers. */
export const ACCESS_DAYS = { least: 14, most: 90 } as const;
const AccessDays = z.int().min(ACCESS_DAYS.least).max(ACCESS_DAYS.most);

export const LeaverRow = z.object({
  id: z.uuid(),
  name: z.string(),
  state: z.enum(LEAVER_STATES),
  leftOn: DateOnly,
  cause: z.enum(LEAVING_CAUSES).nullable(),
  /** The last day on which they have access (UTC). */
  accessUntil: DateOnly,
  /** The day after; null while a hold stands, and once erased. */
  erasureDueOn: DateOnly.nullable(),
  hold: z.object({ reviewBy: DateOnly, overdue: z.boolean() }).nullable(),
  erasedOn: DateOnly.nullable(),
});
export type LeaverRow = z.infer<typeof LeaverRow>;

export const LeaverDetail = LeaverRow.extend({
  /** The last day to which access may be extended. */
  extendableUntil: DateOnly,
  link: z.object({
    madeOn: DateOnly.nullable(),
    /** What became of the e-mail with it: `none` where no mail server is set up or it did not take the message. */
    mail: z.enum(['waiting', 'sent', 'none']),
  }),
  hold: z
    .object({
      placedOn: DateOnly,
      reviewBy: DateOnly,
      overdue: z.boolean(),
      /** As the leaver reads it; null for who may not place holds. */
      reason: z.string().nullable(),
    })
    .nullable(),
  erasure: z
    .object({
      begunOn: DateOnly,
      /** By which the certificate is known; null before there is one. */
      certificate: z.enum(['interim', 'final']).nullable(),
      notReached: z.array(z.object({ location: z.string(), why: z.string(), until: DateOnly.nullable() })),
    })
    .nullable(),
});
export type LeaverDetail = z.infer<typeof LeaverDetail>;

/** Shown once: whoever makes it hands it over. */
export const LeaverLink = z.object({ url: z.url(), expiresOn: DateOnly });
export type LeaverLink = z.infer<typeof LeaverLink>;

export const LeaverTerms = z.object({ accessDays: AccessDays });

const shared = { tag: 'leavers', auth: 'session' } as const;
const one = { ...shared, params: IdParams } as const;
const WITHOUT_REASON = [{ path: 'hold.reason', unless: 'leavers.hold' }] as const;

export const leaverEndpoints = {
  listLeavers: endpoint({
    ...shared,
    id: 'listLeavers',
    method: 'GET',
    path: '/api/v1/leavers',
    summary: 'Who has left, newest first',
    permission: 'leavers.read',
    looks: 'everybody',
    query: PageQuery,
    status: 200,
    response: pageOf(LeaverRow),
    errors: [],
  }),
  getLeaver: endpoint({
    ...one,
    id: 'getLeaver',
    method: 'GET',
    path: '/api/v1/leavers/:id',
    summary: 'One leaver: dates, link, hold, erasure',
    permission: 'leavers.read',
    looks: 'person',
    withheld: WITHOUT_REASON,
    status: 200,
    response: LeaverDetail,
    errors: ['not-found'],
  }),
  extendLeaver: endpoint({
    ...one,
    id: 'extendLeaver',
    method: 'PATCH',
    path: '/api/v1/leavers/:id',
    summary: 'Give a leaver longer access, at most 90 days after they left; never shorter',
    permission: 'leavers.manage',
    body: z.strictObject({ accessUntil: DateOnly }),
    withheld: WITHOUT_REASON,
    status: 200,
    response: LeaverDetail,
    errors: ['not-found', 'request-invalid', 'erasure-begun'],
  }),
  makeLeaverLink: endpoint({
    ...one,
    id: 'makeLeaverLink',
    method: 'POST',
    path: '/api/v1/leavers/:id/link',
    summary:
      "Make a leaver's personal link, shown once; it ends the one before, and the leaver sees who made it",
    permission: 'leavers.link',
    status: 201,
    response: LeaverLink,
    errors: ['not-found', 'erasure-begun'],
  }),
  holdLeaver: endpoint({
    ...one,
    id: 'holdLeaver',
    method: 'PUT',
    path: '/api/v1/leavers/:id/hold',
    summary:
      'Keep what is kept of a leaver from being erased, or keep it longer; the leaver reads the reason',
    permission: 'leavers.hold',
    body: z.strictObject({ reason: z.string().trim().min(1).max(500), reviewBy: DateOnly }),
    status: 200,
    response: LeaverDetail,
    errors: ['not-found', 'request-invalid', 'erasure-begun'],
  }),
  liftHold: endpoint({
    ...one,
    id: 'liftHold',
    method: 'DELETE',
    path: '/api/v1/leavers/:id/hold',
    summary: 'Lift the hold: what is due is erased',
    permission: 'leavers.hold',
    status: 200,
    response: LeaverDetail,
    errors: ['not-found'],
  }),
  erasureCertificate: endpoint({
    ...one,
    id: 'erasureCertificate',
    method: 'GET',
    path: '/api/v1/leavers/:id/certificate',
    summary: 'What was erased of a leaver, where, and what was not reached; signed',
    permission: 'leavers.read',
    status: 200,
    response: SignedCertificate,
    errors: ['not-found'],
  }),
  leaverTerms: endpoint({
    ...shared,
    id: 'leaverTerms',
    method: 'GET',
    path: '/api/v1/leaver-terms',
    summary: 'How many days leavers have access',
    permission: 'leavers.read',
    status: 200,
    response: LeaverTerms,
    errors: [],
  }),
  changeLeaverTerms: endpoint({
    ...shared,
    id: 'changeLeaverTerms',
    method: 'PUT',
    path: '/api/v1/leaver-terms',
    summary: 'Change how many days leavers have access; counts for who leaves from then on',
    permission: 'leavers.manage',
    body: z.strictObject(LeaverTerms.shape),
    status: 200,
    response: LeaverTerms,
    errors: [],
  }),
};
