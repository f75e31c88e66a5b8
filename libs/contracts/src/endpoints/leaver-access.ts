import { z } from 'zod';
import { CommitFacts } from '../facts/commit-facts.js';
import { ObjectName } from '../objects/object-name.js';
import { Platform } from '../platforms.js';
import { AccessLogItem } from './audit.js';
import { ObjectPage, ObjectsQuery, RepositoryState, SignedRequest } from './agent/repositories.js';
import { endpoint } from './endpoint.js';
import { Bytes, DateOnly, IdParams, Moment, PageQuery } from './paging.js';

/** What a personal link ends with, behind the `#`: 256 bits. No server ever reads it in an address. */
export const LeaverToken = z.string().regex(/^hfl_[A-Za-z0-9_-]{43}$/);

/** A bearer for at most an hour, and never beyond the access. */
export const LeaverSession = z.object({ token: z.string(), expiresAt: Moment });
export type LeaverSession = z.infer<typeof LeaverSession>;

const KeptPhone = z.object({
  id: z.uuid(),
  label: z.string(),
  platform: Platform,
  versions: z.int(),
  oldestOn: DateOnly.nullable(),
  newestOn: DateOnly.nullable(),
  /** Of the newest version. */
  files: z.int(),
  bytes: Bytes,
  /** What the newest version does not hold, and why. */
  leftOut: CommitFacts.shape.leftOut,
});

/** All that is kept of a leaver, as the link alone shows it: dates and sizes, nothing that was in the phones. */
export const LeaverKept = z.object({
  name: z.string(),
  company: z.string(),
  leftOn: DateOnly,
  accessUntil: DateOnly,
  /** Null while a hold stands. */
  erasureDueOn: DateOnly.nullable(),
  erasureAsked: z.boolean(),
  hold: z.object({ placedOn: DateOnly, reviewBy: DateOnly, reason: z.string() }).nullable(),
  storedBytes: Bytes,
  locations: z.array(z.object({ name: z.string(), storedBytes: Bytes })),
  phones: z.array(KeptPhone),
  workstations: z.array(z.object({ id: z.uuid(), label: z.string() })),
});
export type LeaverKept = z.infer<typeof LeaverKept>;

/** The repository with every location at which it lies, the one with the most versions first. */
export const LeaverRepository = z.object({
  repositoryId: z.uuid(),
  locations: z.array(z.object({ locationId: z.uuid(), name: z.string(), snapshots: z.int() })),
});
export type LeaverRepository = z.infer<typeof LeaverRepository>;

/** The page of the leaver asks for these; the browser's client is made of their tag. */
const ofPage = { tag: 'leaver', auth: 'leaver-link' } as const;
/** The agent asks for these, on a computer that nobody enrolled. */
const ofExport = { tag: 'agent', auth: 'leaver-code', status: 200 } as const;

export const leaverAccessEndpoints = {
  openLeaverLink: endpoint({
    id: 'openLeaverLink',
    method: 'POST',
    path: '/leaver/v1/sessions',
    tag: 'leaver',
    summary:
      "Exchange a leaver's personal link for a bearer of an hour: it shows what is kept and opens nothing",
    auth: 'public',
    body: z.strictObject({ token: LeaverToken }),
    status: 201,
    response: LeaverSession,
    errors: ['leaver-link-refused', 'too-many-requests'],
  }),
  leaverKept: endpoint({
    ...ofPage,
    id: 'leaverKept',
    method: 'GET',
    path: '/leaver/v1/kept',
    summary: 'What is kept of the leaver, until when, and what keeps it',
    status: 200,
    response: LeaverKept,
    errors: [],
  }),
  leaverAccessLog: endpoint({
    ...ofPage,
    id: 'leaverAccessLog',
    method: 'GET',
    path: '/leaver/v1/access-log',
    summary: 'Who looked at the leaver, and who made their link',
    query: PageQuery,
    status: 200,
    response: z.object({ items: z.array(AccessLogItem), nextCursor: z.string().nullable() }),
    errors: [],
  }),
  leaverChallenge: endpoint({
    ...ofPage,
    tag: 'agent',
    id: 'leaverChallenge',
    method: 'POST',
    path: '/leaver/v1/challenges',
    summary: 'Ask for what only the recovery code answers; five minutes, one use',
    status: 201,
    response: z.object({ challenge: z.string(), publicKey: z.base64() }),
    errors: ['storage-unreachable'],
  }),
  leaverProof: endpoint({
    ...ofPage,
    tag: 'agent',
    id: 'leaverProof',
    method: 'POST',
    path: '/leaver/v1/proofs',
    summary: 'Answer the challenge: a bearer of an hour that reads everything and writes nothing',
    body: z.strictObject({ challenge: z.string().min(1).max(1000), answer: z.base64().max(100) }),
    status: 201,
    response: LeaverSession,
    errors: ['leaver-proof-refused', 'too-many-requests'],
  }),
  leaverRepository: endpoint({
    ...ofExport,
    id: 'leaverRepository',
    method: 'GET',
    path: '/leaver/v1/repository',
    summary: "The leaver's repository, and where it lies",
    response: LeaverRepository,
    errors: ['not-found'],
  }),
  leaverState: endpoint({
    ...ofExport,
    id: 'leaverState',
    method: 'GET',
    path: '/leaver/v1/repositories/:id/state',
    summary: 'Committed snapshots, newest first',
    params: IdParams,
    response: RepositoryState,
    errors: ['not-found'],
  }),
  leaverObjects: endpoint({
    ...ofExport,
    id: 'leaverObjects',
    method: 'GET',
    path: '/leaver/v1/repositories/:id/objects',
    summary: "Names and sizes under the leaver's own prefix",
    params: IdParams,
    query: ObjectsQuery,
    response: ObjectPage,
    errors: ['not-found', 'storage-unreachable'],
  }),
  leaverDownloads: endpoint({
    ...ofExport,
    id: 'leaverDownloads',
    method: 'POST',
    path: '/leaver/v1/repositories/:id/downloads',
    summary: 'Signed GETs for up to 64 objects',
    params: IdParams,
    body: z.strictObject({ locationId: z.uuid(), names: z.array(ObjectName).min(1).max(64) }),
    response: z.object({ requests: z.array(SignedRequest) }),
    errors: ['not-found', 'storage-unreachable'],
  }),
  askErasure: endpoint({
    id: 'askErasure',
    method: 'POST',
    path: '/leaver/v1/erasure',
    tag: 'agent',
    auth: 'leaver-code',
    summary: 'Ask that everything of the leaver be erased now, not on the day; there is no way back',
    body: z.strictObject({ everything: z.literal(true) }),
    status: 202,
    response: z.object({ earliestAt: Moment }),
    errors: ['hold-stands'],
  }),
};
