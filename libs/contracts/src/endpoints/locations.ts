import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { Bytes, PageQuery, pageOf } from './paging.js';

export const LocationRow = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['served-folder', 's3']),
  /** What a person needs to recognise it: a folder, or endpoint, bucket and prefix. Never a credential. */
  place: z.string().nullable(),
  storedBytes: Bytes.nullable(),
  repositories: z.int().nullable(),
  snapshots: z.int().nullable(),
  /** What this kind of location does not protect against, in a plain sentence. */
  caution: z.string().nullable(),
});

export const NewS3Location = z.strictObject({
  name: z.string().trim().min(1).max(120),
  kind: z.literal('s3'),
  endpoint: z.url().max(300),
  region: z.string().min(1).max(60).default('us-east-1'),
  bucket: z.string().min(1).max(255),
  prefix: z.string().max(300).default(''),
  accessKeyId: z.string().min(1).max(200),
  secretAccessKey: z.string().min(1).max(400),
});

const withheldIn = (at: '' | 'items.') =>
  [
    { path: `${at}place`, unless: 'storage.place' },
    { path: `${at}storedBytes`, unless: 'figures.read' },
    { path: `${at}repositories`, unless: 'figures.read' },
    { path: `${at}snapshots`, unless: 'figures.read' },
  ] as const;

export const locationEndpoints = {
  listLocations: endpoint({
    id: 'listLocations',
    method: 'GET',
    path: '/api/v1/locations',
    tag: 'storage',
    summary: 'Where backups lie',
    auth: 'session',
    permission: 'storage.read',
    withheld: withheldIn('items.'),
    query: PageQuery,
    status: 200,
    response: pageOf(LocationRow),
    errors: [],
  }),
  addLocation: endpoint({
    id: 'addLocation',
    method: 'POST',
    path: '/api/v1/locations',
    tag: 'storage',
    summary: 'Connect an S3 bucket; a probe object is written and read back first',
    auth: 'session',
    permission: 'storage.change',
    withheld: withheldIn(''),
    body: NewS3Location,
    status: 201,
    response: LocationRow,
    errors: ['storage-unreachable'],
  }),
};
