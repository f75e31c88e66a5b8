import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { Bytes, DateOnly, IdParams, PageQuery, pageOf } from './paging.js';

/** What a GiB costs a month, from whose price list and as of when; requests and traffic are not in it. */
export const LocationPrice = z.strictObject({
  perGibMonth: z.number().min(0).max(100_000),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  asOf: DateOnly,
});

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
  /** Country (ISO 3166-1) where it lies, as somebody has declared it. */
  jurisdiction: z.string().nullable(),
  /** When its credential or its contract ends, as somebody has said: 14 days before, an incident opens. */
  expiresOn: DateOnly.nullable(),
  price: LocationPrice.nullable(),
  /** What it answered when it was tried last; null: it takes backups. */
  trouble: z.enum(['unreachable', 'refused', 'full', 'unpaid']).nullable(),
});

/** What is said about a location; what is left out stays as it is, null takes it back. */
export const LocationChange = z.strictObject({
  name: z.string().trim().min(1).max(120).optional(),
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .optional(),
  expiresOn: DateOnly.nullable().optional(),
  price: LocationPrice.nullable().optional(),
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
  changeLocation: endpoint({
    id: 'changeLocation',
    method: 'PATCH',
    path: '/api/v1/locations/:id',
    tag: 'storage',
    summary: 'Name a location, and say where it lies, what it costs and when it ends',
    auth: 'session',
    permission: 'storage.change',
    withheld: withheldIn(''),
    params: IdParams,
    body: LocationChange,
    status: 200,
    response: LocationRow,
    errors: ['not-found'],
  }),
};
