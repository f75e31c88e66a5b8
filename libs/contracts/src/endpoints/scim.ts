import { z } from 'zod';
import type { ErrorCode } from '../errors/error-codes.js';
import { endpoint } from './endpoint.js';

/** The media type of SCIM, in and out (RFC 7644, section 8.1); `application/json` is taken too. */
export const SCIM_TYPE = 'application/scim+json';

const base = '/scim/v2';
/** An id is a text of ours: one that is none of ours is not found, and not malformed (RFC 7643, section 3.1). */
const Id = z.object({ id: z.string().min(1).max(300) });
const scim = { auth: 'directory', tag: 'scim', contentType: SCIM_TYPE } as const;
const reads = { ...scim, method: 'GET', status: 200 } as const;
const writes = { ...scim, bodyType: SCIM_TYPE } as const;
const ONE = ['not-found'] as const satisfies readonly ErrorCode[];
const CHANGE = ['not-found', 'version-conflict', 'precondition-failed', 'too-large'] as const;

const users = `${base}/Users`;
const user = `${base}/Users/:id`;
const groups = `${base}/Groups`;
const group = `${base}/Groups/:id`;

/**
 * SCIM 2.0 (RFC 7643, 7644): how a company's directory says who works there. Queries and bodies are read by the room
 * itself, since what is wrong with them is told in SCIM's own form. docs/scim.md
 */
export const scimEndpoints = {
  scimConfig: endpoint({
    ...reads,
    id: 'scimConfig',
    path: `${base}/ServiceProviderConfig`,
    summary: 'What of SCIM is supported',
    errors: [],
  }),
  scimResourceTypes: endpoint({
    ...reads,
    id: 'scimResourceTypes',
    path: `${base}/ResourceTypes`,
    summary: 'Kinds of resources',
    errors: [],
  }),
  scimResourceType: endpoint({
    ...reads,
    id: 'scimResourceType',
    path: `${base}/ResourceTypes/:id`,
    summary: 'One kind of resource',
    params: Id,
    errors: ONE,
  }),
  scimSchemas: endpoint({
    ...reads,
    id: 'scimSchemas',
    path: `${base}/Schemas`,
    summary: 'Attributes that are kept',
    errors: [],
  }),
  scimSchema: endpoint({
    ...reads,
    id: 'scimSchema',
    path: `${base}/Schemas/:id`,
    summary: 'Attributes of one schema',
    params: Id,
    errors: ONE,
  }),
  scimListUsers: endpoint({
    ...reads,
    id: 'scimListUsers',
    path: users,
    summary: 'People whom the directory manages',
    errors: ['request-invalid'],
  }),
  scimGetUser: endpoint({
    ...reads,
    id: 'scimGetUser',
    path: user,
    summary: 'One of them',
    params: Id,
    errors: ONE,
  }),
  scimCreateUser: endpoint({
    ...writes,
    id: 'scimCreateUser',
    method: 'POST',
    path: users,
    summary: 'Add a person, or take over one who is known already',
    status: 201,
    errors: ['version-conflict', 'too-large'],
  }),
  scimReplaceUser: endpoint({
    ...writes,
    id: 'scimReplaceUser',
    method: 'PUT',
    path: user,
    summary: 'Replace what the directory says of a person',
    params: Id,
    status: 200,
    errors: [...CHANGE, 'last-owner'],
  }),
  scimPatchUser: endpoint({
    ...writes,
    id: 'scimPatchUser',
    method: 'PATCH',
    path: user,
    summary: 'Change what the directory says of a person',
    params: Id,
    status: 200,
    errors: [...CHANGE, 'last-owner'],
  }),
  scimDeleteUser: endpoint({
    auth: 'directory',
    tag: 'scim',
    id: 'scimDeleteUser',
    method: 'DELETE',
    path: user,
    summary: 'The directory no longer has this person: they are a leaver',
    params: Id,
    status: 204,
    errors: [...CHANGE, 'last-owner'],
  }),
  scimListGroups: endpoint({
    ...reads,
    id: 'scimListGroups',
    path: groups,
    summary: 'Groups of the directory',
    errors: ['request-invalid'],
  }),
  scimGetGroup: endpoint({
    ...reads,
    id: 'scimGetGroup',
    path: group,
    summary: 'One of them',
    params: Id,
    errors: ONE,
  }),
  scimCreateGroup: endpoint({
    ...writes,
    id: 'scimCreateGroup',
    method: 'POST',
    path: groups,
    summary: 'Add a group',
    status: 201,
    errors: ['version-conflict', 'too-large'],
  }),
  scimReplaceGroup: endpoint({
    ...writes,
    id: 'scimReplaceGroup',
    method: 'PUT',
    path: group,
    summary: 'Replace a group and its members',
    params: Id,
    status: 200,
    errors: CHANGE,
  }),
  scimPatchGroup: endpoint({
    auth: 'directory',
    tag: 'scim',
    bodyType: SCIM_TYPE,
    id: 'scimPatchGroup',
    method: 'PATCH',
    path: group,
    summary: 'Change a group or its members',
    params: Id,
    status: 204,
    errors: CHANGE,
  }),
  scimDeleteGroup: endpoint({
    auth: 'directory',
    tag: 'scim',
    id: 'scimDeleteGroup',
    method: 'DELETE',
    path: group,
    summary: 'Remove a group',
    params: Id,
    status: 204,
    errors: CHANGE,
  }),
};
