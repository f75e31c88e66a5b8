import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/** A token by which the company's directory speaks SCIM. The token itself is shown once and kept as its hash. */
export const DirectoryToken = z.object({
  id: z.uuid(),
  label: z.string(),
  madeOn: DateOnly,
  expiresOn: DateOnly,
  usedOn: DateOnly.nullable(),
  state: z.enum(['live', 'ends-soon', 'expired']),
});
export type DirectoryToken = z.infer<typeof DirectoryToken>;

/** How much the directory may remove at once before somebody here has to say yes. */
export const DirectoryLimits = z.strictObject({
  /** Per cent of the active people. The first five are never held. */
  sharePercent: z.int().min(1).max(100),
  /** Removals within so many hours are counted together. */
  windowHours: z.int().min(1).max(168),
});
export type DirectoryLimits = z.infer<typeof DirectoryLimits>;

export const Directory = z.object({
  baseUrl: z.url(),
  limits: DirectoryLimits,
  tokens: z.array(DirectoryToken),
  /** The last day on which a token was used. */
  spokeOn: DateOnly.nullable(),
  people: z.int(),
  groups: z.int(),
  /** Removals that wait for a decision; null: none. `upTo` names those that this answer counts. */
  held: z.object({ count: z.int(), of: z.int(), since: DateOnly, upTo: z.int() }).nullable(),
});
export type Directory = z.infer<typeof Directory>;

export const HeldRemoval = z.object({
  id: z.uuid(),
  name: z.string(),
  department: z.string().nullable(),
  cause: z.enum(['directory-inactive', 'directory-deleted']),
  askedOn: DateOnly,
});
export type HeldRemoval = z.infer<typeof HeldRemoval>;

export const NewDirectoryToken = z.strictObject({
  label: z.string().trim().min(1).max(120),
  days: z.int().min(1).max(731).default(365),
});

/** Decides on the removals that somebody saw: what is held since then stays held. */
const UpTo = z.strictObject({ upTo: z.int().min(0) });
/** How many were decided on, and how many of the same are left for the next call. */
const Decided = z.object({ decided: z.int(), left: z.int() });

const path = '/api/v1/directory';
const change = { auth: 'session', tag: 'directory', permission: 'directory.change' } as const;

export const directoryEndpoints = {
  getDirectory: endpoint({
    id: 'getDirectory',
    method: 'GET',
    path,
    tag: 'directory',
    summary: 'How the directory fills Holdfast: tokens, limits, what is held',
    auth: 'session',
    permission: 'directory.read',
    status: 200,
    response: Directory,
    errors: [],
  }),
  changeDirectory: endpoint({
    ...change,
    id: 'changeDirectory',
    method: 'PATCH',
    path,
    summary: 'Change how much the directory may remove at once',
    body: DirectoryLimits.partial().strict(),
    status: 200,
    response: Directory,
    errors: [],
  }),
  makeDirectoryToken: endpoint({
    ...change,
    id: 'makeDirectoryToken',
    method: 'POST',
    path: `${path}/tokens`,
    summary: 'Make a token for the directory, shown once',
    body: NewDirectoryToken,
    status: 201,
    response: z.object({ token: z.string(), made: DirectoryToken }),
    errors: [],
  }),
  revokeDirectoryToken: endpoint({
    ...change,
    id: 'revokeDirectoryToken',
    method: 'DELETE',
    path: `${path}/tokens/:id`,
    summary: 'End a token at once',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
  listHeldRemovals: endpoint({
    id: 'listHeldRemovals',
    method: 'GET',
    path: `${path}/held`,
    tag: 'directory',
    summary: 'People whom the directory removed, and who stay until somebody here decides',
    auth: 'session',
    permission: 'directory.read',
    looks: 'everybody',
    query: PageQuery,
    status: 200,
    response: pageOf(HeldRemoval),
    errors: [],
  }),
  confirmRemovals: endpoint({
    ...change,
    id: 'confirmRemovals',
    method: 'POST',
    path: `${path}/held/confirm`,
    summary: 'They leave; a call does what it can in a few seconds',
    body: UpTo,
    status: 200,
    response: Decided,
    errors: ['last-owner'],
  }),
  refuseRemovals: endpoint({
    ...change,
    id: 'refuseRemovals',
    method: 'POST',
    path: `${path}/held/refuse`,
    summary: 'They stay, and the directory is told that they are active',
    body: UpTo,
    status: 200,
    response: Decided,
    errors: [],
  }),
};
