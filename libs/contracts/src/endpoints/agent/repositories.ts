import { z } from 'zod';
import { MAX_OBJECT_BYTES, ObjectName, Sha256Hex } from '../../objects/object-name.js';
import { endpoint } from '../endpoint.js';
import { IdParams, Moment } from '../paging.js';

const LocationRef = z.object({
  locationId: z.uuid(),
  name: z.string(),
  kind: z.enum(['served-folder', 's3']),
});

/** Repository of the agent's employee with the locations that the policy wants it at, first one first. */
export const RepositoryOfEmployee = z.object({ repositoryId: z.uuid(), locations: z.array(LocationRef) });
export type RepositoryOfEmployee = z.infer<typeof RepositoryOfEmployee>;

export const UploadRequest = z.strictObject({
  locationId: z.uuid(),
  objects: z
    .array(
      z.strictObject({
        name: ObjectName,
        sha256: Sha256Hex,
        size: z.int().positive().max(MAX_OBJECT_BYTES),
      }),
    )
    .min(1)
    .max(64),
});

/** A URL that may do one thing until `expiresAt`. The headers are signed too: send them exactly. */
export const SignedRequest = z.object({
  name: ObjectName,
  method: z.enum(['PUT', 'GET']),
  url: z.url(),
  headers: z.record(z.string(), z.string()),
  expiresAt: Moment,
  /** The object is there already with this size: nothing to send. */
  present: z.boolean(),
});
export type SignedRequest = z.infer<typeof SignedRequest>;

export const RepositoryState = z.object({
  repositoryId: z.uuid(),
  snapshots: z.array(
    z.object({
      snapshotId: z.uuid(),
      phoneId: z.uuid(),
      objectName: ObjectName,
      takenAt: Moment,
      locationIds: z.array(z.uuid()),
    }),
  ),
});

export const ObjectsQuery = z.object({
  locationId: z.uuid(),
  prefix: z
    .string()
    .max(120)
    .regex(/^[a-z0-9/-]*$/)
    .default(''),
  cursor: z.string().max(1200).optional(),
});

export const ObjectPage = z.object({
  objects: z.array(z.object({ name: ObjectName, size: z.int() })),
  nextCursor: z.string().nullable(),
});

export const agentRepositoryEndpoints = {
  openRepository: endpoint({
    id: 'openRepository',
    method: 'POST',
    path: '/agent/v1/repositories',
    tag: 'agent',
    summary: "The employee's repository, made at the first call",
    auth: 'agent',
    status: 200,
    response: RepositoryOfEmployee,
    errors: ['notice-open'],
  }),
  signUploads: endpoint({
    id: 'signUploads',
    method: 'POST',
    path: '/agent/v1/repositories/:id/uploads',
    tag: 'agent',
    summary: 'Signed PUTs for up to 64 objects: exact length and digest, 15 minutes, never an overwrite',
    auth: 'agent',
    params: IdParams,
    body: UploadRequest,
    status: 200,
    response: z.object({ requests: z.array(SignedRequest) }),
    errors: ['not-found', 'over-quota', 'object-name-refused'],
  }),
  signDownloads: endpoint({
    id: 'signDownloads',
    method: 'POST',
    path: '/agent/v1/repositories/:id/downloads',
    tag: 'agent',
    summary: 'Signed GETs for up to 64 objects',
    auth: 'agent',
    params: IdParams,
    body: z.strictObject({ locationId: z.uuid(), names: z.array(ObjectName).min(1).max(64) }),
    status: 200,
    response: z.object({ requests: z.array(SignedRequest) }),
    errors: ['not-found'],
  }),
  listObjects: endpoint({
    id: 'listObjects',
    method: 'GET',
    path: '/agent/v1/repositories/:id/objects',
    tag: 'agent',
    summary: "Names and sizes under the agent's own prefix",
    auth: 'agent',
    params: IdParams,
    query: ObjectsQuery,
    status: 200,
    response: ObjectPage,
    errors: ['not-found'],
  }),
  repositoryState: endpoint({
    id: 'repositoryState',
    method: 'GET',
    path: '/agent/v1/repositories/:id/state',
    tag: 'agent',
    summary: 'Committed snapshots, newest first',
    auth: 'agent',
    params: IdParams,
    status: 200,
    response: RepositoryState,
    errors: ['not-found'],
  }),
};
