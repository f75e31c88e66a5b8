import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { FactorOffer, FactorProof, FactorRequest, NewFactor, NewPassword } from './factors.js';
import { DateOnly, IdParams, Moment } from './paging.js';

export const PasskeyName = z.string().trim().min(1).max(60);

export const PasskeyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  addedOn: DateOnly,
  usedOn: DateOnly.nullable(),
});

/** The break-glass account of the signed-in person; null for who signs in by the company's identity provider only. */
export const Account = z.object({
  breakGlass: z
    .object({
      passwordSetOn: DateOnly,
      totpAddedOn: DateOnly.nullable(),
      passkeys: z.array(PasskeyRow),
    })
    .nullable(),
});
export type Account = z.infer<typeof Account>;

/** One's own session. Its time is told: it is one's own, and by it one knows it again. */
export const OwnSession = z.object({
  id: z.uuid(),
  method: z.enum(['break-glass', 'sso']),
  /** Families of browser and system: "Firefox on Linux". */
  browser: z.string(),
  openedAt: Moment,
  /** The one that asks. */
  current: z.boolean(),
});

export const SessionsEnded = z.object({ ended: z.int().nonnegative() });

const own = { tag: 'account', auth: 'session', permission: 'own' } as const;

export const accountEndpoints = {
  getAccount: endpoint({
    ...own,
    id: 'getAccount',
    method: 'GET',
    path: '/api/v1/account',
    summary: "One's own break-glass account and its factors",
    status: 200,
    response: Account,
    errors: [],
  }),
  beginConfirmation: endpoint({
    ...own,
    id: 'beginConfirmation',
    method: 'POST',
    path: '/api/v1/account/confirmation/begin',
    summary: 'Ask for a second factor before something of the account is changed',
    status: 200,
    response: FactorRequest,
    errors: ['not-found', 'too-many-requests'],
  }),
  confirmAccount: endpoint({
    ...own,
    id: 'confirmAccount',
    method: 'POST',
    path: '/api/v1/account/confirmation',
    summary: 'Prove that it is still the same person: good for five minutes of this session',
    body: FactorProof,
    status: 204,
    errors: ['factor-refused', 'ticket-refused', 'too-many-requests'],
  }),
  beginNewFactor: endpoint({
    ...own,
    id: 'beginNewFactor',
    method: 'POST',
    path: '/api/v1/account/factors/begin',
    summary: 'Offer a new secret for an authenticator app, and a new passkey',
    status: 200,
    response: FactorOffer,
    errors: ['confirmation-needed', 'not-found'],
  }),
  addFactor: endpoint({
    ...own,
    id: 'addFactor',
    method: 'POST',
    path: '/api/v1/account/factors',
    summary: 'Add a passkey, or put a new authenticator app in the place of the former',
    body: NewFactor,
    status: 201,
    response: Account,
    errors: [
      'confirmation-needed',
      'not-found',
      'factor-refused',
      'ticket-refused',
      'version-conflict',
      'too-many-requests',
    ],
  }),
  renamePasskey: endpoint({
    ...own,
    id: 'renamePasskey',
    method: 'PATCH',
    path: '/api/v1/account/passkeys/:id',
    summary: 'Name a passkey',
    params: IdParams,
    body: z.strictObject({ name: PasskeyName }),
    status: 200,
    response: Account,
    errors: ['not-found'],
  }),
  removePasskey: endpoint({
    ...own,
    id: 'removePasskey',
    method: 'DELETE',
    path: '/api/v1/account/passkeys/:id',
    summary: "Remove a passkey, and end one's other sessions; the last factor stays",
    params: IdParams,
    status: 200,
    response: Account,
    errors: ['confirmation-needed', 'not-found', 'last-factor'],
  }),
  removeTotp: endpoint({
    ...own,
    id: 'removeTotp',
    method: 'DELETE',
    path: '/api/v1/account/totp',
    summary: "Remove the authenticator app, and end one's other sessions; the last factor stays",
    status: 200,
    response: Account,
    errors: ['confirmation-needed', 'not-found', 'last-factor'],
  }),
  changePassword: endpoint({
    ...own,
    id: 'changePassword',
    method: 'PUT',
    path: '/api/v1/account/password',
    summary: "Change the password, and end one's other sessions",
    body: z.strictObject({ former: z.string().min(1).max(256), password: NewPassword }),
    status: 200,
    response: SessionsEnded,
    errors: ['confirmation-needed', 'sign-in-refused', 'not-found', 'too-many-requests'],
  }),
  listOwnSessions: endpoint({
    ...own,
    id: 'listOwnSessions',
    method: 'GET',
    path: '/api/v1/account/sessions',
    summary: "One's own open sessions",
    status: 200,
    response: z.object({ items: z.array(OwnSession) }),
    errors: [],
  }),
  endOwnSession: endpoint({
    ...own,
    id: 'endOwnSession',
    method: 'DELETE',
    path: '/api/v1/account/sessions/:id',
    summary: 'End one of them',
    params: IdParams,
    status: 200,
    response: SessionsEnded,
    errors: ['not-found'],
  }),
  endOtherSessions: endpoint({
    ...own,
    id: 'endOtherSessions',
    method: 'DELETE',
    path: '/api/v1/account/sessions',
    summary: 'End all of them but the one that asks',
    status: 200,
    response: SessionsEnded,
    errors: [],
  }),
  endSessionsOf: endpoint({
    id: 'endSessionsOf',
    method: 'DELETE',
    path: '/api/v1/people/:id/sessions',
    tag: 'people',
    auth: 'session',
    permission: 'people.sign-out',
    summary: 'Sign an employee out everywhere',
    params: IdParams,
    status: 200,
    response: SessionsEnded,
    errors: ['not-found'],
  }),
};
