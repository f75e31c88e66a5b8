import { z } from 'zod';
import { endpoint } from './endpoint.js';

const ObjectParams = z.object({ locationId: z.uuid(), repositoryId: z.uuid(), name: z.string() });
const Signature = z.object({
  expires: z.string(),
  signature: z.string(),
  size: z.string().optional(),
  sha256: z.string().optional(),
});

/** The embedded location: a folder behind signed, expiring, add-only URLs. `*name` is the object's name. */
export const servedObjectEndpoints = {
  putObject: endpoint({
    id: 'putObject',
    method: 'PUT',
    path: '/objects/v1/:locationId/:repositoryId/*name',
    tag: 'objects',
    summary: 'Add one object of exactly the signed length and digest; never overwrites',
    auth: 'signed-url',
    params: ObjectParams,
    query: Signature,
    status: 201,
    errors: ['signature-refused', 'object-mismatch', 'object-exists', 'too-large', 'storage-full'],
  }),
  getObject: endpoint({
    id: 'getObject',
    method: 'GET',
    path: '/objects/v1/:locationId/:repositoryId/*name',
    tag: 'objects',
    summary: 'Read one object; ranges are served',
    auth: 'signed-url',
    params: ObjectParams,
    query: Signature,
    status: 200,
    contentType: 'application/octet-stream',
    errors: ['signature-refused', 'not-found'],
  }),
};
