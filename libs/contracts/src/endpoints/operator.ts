import { z } from 'zod';
import { FIRST_STEPS } from './coverage.js';
import { endpoint } from './endpoint.js';
import { DateOnly, IdParams, Moment, PageQuery, pageOf } from './paging.js';

/** The signed-in operator. */
export const OperatorMe = z.object({ operator: z.object({ id: z.uuid(), name: z.string() }) });
export type OperatorMe = z.infer<typeof OperatorMe>;

/** A company as an operator sees it: counts and the checklist; never who or what. Counted once a minute at most. */
export const CompanyCounts = z.object({
  id: z.uuid(),
  name: z.string(),
  createdOn: DateOnly,
  employees: z.int(),
  phones: z.int(),
  /** Employees whose every phone is protected. */
  protected: z.int(),
  /** Employees of whose phones one is at risk, or was never backed up. */
  atRisk: z.int(),
  firstSteps: z.array(z.object({ code: z.enum(FIRST_STEPS), done: z.boolean() })),
  countedOn: DateOnly,
});
export type CompanyCounts = z.infer<typeof CompanyCounts>;

/** What the company's first owner is given: shown once, kept as its hash. */
export const OwnerToken = z.object({ token: z.string(), expiresAt: Moment, address: z.url() });

export const OperatorRow = z.object({
  id: z.uuid(),
  name: z.string(),
  active: z.boolean(),
  madeOn: DateOnly,
});

const operator = { auth: 'operator', tag: 'operator' } as const;

export const operatorEndpoints = {
  operatorMe: endpoint({
    ...operator,
    id: 'operatorMe',
    method: 'GET',
    path: '/operator/v1/me',
    summary: 'The signed-in operator',
    status: 200,
    response: OperatorMe,
    errors: [],
  }),
  operatorSignOut: endpoint({
    ...operator,
    id: 'operatorSignOut',
    method: 'DELETE',
    path: '/operator/v1/session',
    summary: 'Sign the operator out',
    status: 204,
    errors: [],
  }),
  listCompanies: endpoint({
    ...operator,
    id: 'listCompanies',
    method: 'GET',
    path: '/operator/v1/companies',
    summary: 'Companies of this installation, in counts',
    query: PageQuery.extend({ q: z.string().max(120).optional() }),
    status: 200,
    response: pageOf(CompanyCounts),
    errors: [],
  }),
  addCompany: endpoint({
    ...operator,
    id: 'addCompany',
    method: 'POST',
    path: '/operator/v1/companies',
    summary:
      'Make a company, and the one-time token by which its first owner takes it over (72 h, shown once)',
    body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    status: 201,
    response: z.object({ id: z.uuid(), owner: OwnerToken }),
    errors: [],
  }),
  replaceOwnerToken: endpoint({
    ...operator,
    id: 'replaceOwnerToken',
    method: 'POST',
    path: '/operator/v1/companies/:id/owner-token',
    summary: 'A new token for the first owner; the former one ends. Refused once the company has an owner',
    params: IdParams,
    status: 201,
    response: OwnerToken,
    errors: ['not-found', 'version-conflict'],
  }),
  listOperators: endpoint({
    ...operator,
    id: 'listOperators',
    method: 'GET',
    path: '/operator/v1/operators',
    summary: 'Operators of this installation',
    status: 200,
    response: z.object({ items: z.array(OperatorRow) }),
    errors: [],
  }),
  inviteOperator: endpoint({
    ...operator,
    id: 'inviteOperator',
    method: 'POST',
    path: '/operator/v1/operators',
    summary: 'A one-time token by which somebody makes an account of an operator (72 h, shown once)',
    status: 201,
    response: z.object({ token: z.string(), expiresAt: Moment, address: z.url() }),
    errors: [],
  }),
  changeOperator: endpoint({
    ...operator,
    id: 'changeOperator',
    method: 'PATCH',
    path: '/operator/v1/operators/:id',
    summary: 'Deactivate an operator, who is signed out at once, or let them in again; one stays active',
    params: IdParams,
    body: z.strictObject({ active: z.boolean() }),
    status: 200,
    response: OperatorRow,
    errors: ['not-found', 'last-operator'],
  }),
};
