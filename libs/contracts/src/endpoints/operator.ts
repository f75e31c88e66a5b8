import { z } from 'zod';
import { FIRST_STEPS } from './coverage.js';
import { endpoint } from './endpoint.js';
import { FactorOffer, FactorProof, FactorRequest, SetUp } from './factors.js';
import { DateOnly, IdParams, Moment, PageQuery, pageOf } from './paging.js';
import { BeginSetUp, SignIn } from './session.js';

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
const atTheDoor = { auth: 'public', tag: 'operator', method: 'POST' } as const;

export const operatorEndpoints = {
  operatorBeginSetUp: endpoint({
    ...atTheDoor,
    id: 'operatorBeginSetUp',
    path: '/operator/v1/session/set-up/begin',
    summary: 'Offer a new operator the factors of which the account needs one; uses up no token',
    body: BeginSetUp,
    status: 200,
    response: FactorOffer,
    errors: ['setup-token-refused', 'too-many-requests', 'not-found'],
  }),
  operatorSetUp: endpoint({
    ...atTheDoor,
    id: 'operatorSetUp',
    path: '/operator/v1/session/set-up',
    summary: "Make an operator's account with the one-time token, a password and a second factor",
    body: SetUp,
    status: 201,
    response: OperatorMe,
    errors: [
      'setup-token-refused',
      'factor-refused',
      'ticket-refused',
      'version-conflict',
      'too-many-requests',
      'not-found',
    ],
  }),
  operatorSignIn: endpoint({
    ...atTheDoor,
    id: 'operatorSignIn',
    path: '/operator/v1/session',
    summary: 'Begin to sign in as an operator: the password',
    body: SignIn,
    status: 200,
    response: FactorRequest,
    errors: ['sign-in-refused', 'too-many-requests', 'not-found'],
  }),
  operatorSecondFactor: endpoint({
    ...atTheDoor,
    id: 'operatorSecondFactor',
    path: '/operator/v1/session/second-factor',
    summary: 'Sign in as an operator: the second factor after the password',
    body: FactorProof,
    status: 201,
    response: OperatorMe,
    errors: ['factor-refused', 'ticket-refused', 'too-many-requests', 'not-found'],
  }),
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
