import { z } from 'zod';
import { API_SCOPES } from '../roles/api-scopes.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams } from './paging.js';

const Scope = z.enum(API_SCOPES);

/** A token by which a script of the company calls. The token itself is shown once and kept as its hash. */
export const ApiToken = z.object({
  id: z.uuid(),
  /** What the audit log calls what comes with it. */
  label: z.string(),
  scopes: z.array(Scope),
  /** Null: they were erased. */
  madeBy: z.string().nullable(),
  madeOn: DateOnly,
  expiresOn: DateOnly,
  usedOn: DateOnly.nullable(),
  state: z.enum(['live', 'ends-soon', 'expired']),
});
export type ApiToken = z.infer<typeof ApiToken>;

export const NewApiToken = z.strictObject({
  label: z.string().trim().min(1).max(120),
  scopes: z.array(Scope).min(1).max(API_SCOPES.length),
  days: z.int().min(1).max(366).default(90),
});

const path = '/api/v1/api-tokens';
const manage = { auth: 'session', tag: 'api-tokens', permission: 'api-tokens.manage' } as const;

export const apiTokenEndpoints = {
  listApiTokens: endpoint({
    ...manage,
    id: 'listApiTokens',
    method: 'GET',
    path,
    summary: 'Tokens of the company’s scripts that nobody revoked, the newest first',
    status: 200,
    response: z.object({
      items: z.array(ApiToken),
      /** What the caller may give to a new one. */
      scopes: z.array(Scope),
    }),
    errors: [],
  }),
  makeApiToken: endpoint({
    ...manage,
    id: 'makeApiToken',
    method: 'POST',
    path,
    summary: 'Make a token for a script, shown once; it may do nothing that its maker may not',
    body: NewApiToken,
    status: 201,
    response: z.object({ token: z.string(), made: ApiToken }),
    errors: ['role-refused', 'over-quota'],
  }),
  revokeApiToken: endpoint({
    ...manage,
    id: 'revokeApiToken',
    method: 'DELETE',
    path: `${path}/:id`,
    summary: 'End a token at once',
    params: IdParams,
    status: 204,
    errors: ['not-found'],
  }),
};
