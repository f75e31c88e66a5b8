import { z } from 'zod';
import { PERMISSION_CODES } from '../roles/permissions.js';
import { ROLES } from '../roles/roles.js';
import { endpoint } from './endpoint.js';
import { FactorOffer, FactorProof, FactorRequest, NewFactor, SetUp } from './factors.js';

/** The signed-in person, as every page's frame needs it. */
export const Me = z.object({
  employee: z.object({ id: z.uuid(), name: z.string(), email: z.email(), role: z.enum(ROLES) }),
  company: z.object({ id: z.uuid(), name: z.string() }),
  /** What the role may do, from the table of permissions: what a page shows and offers. The api decides again. */
  permissions: z.array(z.enum(PERMISSION_CODES)),
});
export type Me = z.infer<typeof Me>;

/** Who the first owner will be, before anything is made of it. */
export const BeginSetUp = z.strictObject({
  token: z.string().min(16).max(200),
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254),
});

export const SignIn = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(256) });

/**
 * What a right password leads to: a second factor (`ask`), or, on an account from before there were any, the first one
 * (`enrol`). One of both is null. No session is open yet.
 */
export const SignInStep = z.object({ ask: FactorRequest.nullable(), enrol: FactorOffer.nullable() });
export type SignInStep = z.infer<typeof SignInStep>;

/** How one can sign in here now. `setUpNeeded`: no owner exists yet. SSO connections come with single sign-on. */
export const SignInOptions = z.object({
  setUpNeeded: z.boolean(),
  /** Where everybody of this installation signs in; null: there is none yet, or more than one company. */
  singleSignOn: z.object({ signInUrl: z.url() }).nullable(),
});

/** Where the browser goes next to be signed out at the identity provider too; null: nowhere. */
export const SignedOut = z.object({ continueAt: z.url().nullable() });

export const sessionEndpoints = {
  signInOptions: endpoint({
    id: 'signInOptions',
    method: 'GET',
    path: '/api/v1/session/options',
    tag: 'session',
    summary: 'How one can sign in',
    auth: 'public',
    status: 200,
    response: SignInOptions,
    errors: [],
  }),
  beginSetUp: endpoint({
    id: 'beginSetUp',
    method: 'POST',
    path: '/api/v1/session/set-up/begin',
    tag: 'session',
    summary: 'Offer the first owner the factors of which the account needs one; uses up no setup token',
    auth: 'public',
    body: BeginSetUp,
    status: 200,
    response: FactorOffer,
    errors: ['setup-token-refused', 'too-many-requests'],
  }),
  setUp: endpoint({
    id: 'setUp',
    method: 'POST',
    path: '/api/v1/session/set-up',
    tag: 'session',
    summary: 'Make the first owner account with the one-time setup token, a password and a second factor',
    auth: 'public',
    body: SetUp,
    status: 201,
    response: Me,
    errors: [
      'setup-token-refused',
      'factor-refused',
      'ticket-refused',
      'version-conflict',
      'too-many-requests',
    ],
  }),
  signIn: endpoint({
    id: 'signIn',
    method: 'POST',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Begin to sign in with a break-glass account: its password',
    auth: 'public',
    body: SignIn,
    status: 200,
    response: SignInStep,
    errors: ['sign-in-refused', 'too-many-requests'],
  }),
  secondFactor: endpoint({
    id: 'secondFactor',
    method: 'POST',
    path: '/api/v1/session/second-factor',
    tag: 'session',
    summary: 'Sign in: the second factor after the password',
    auth: 'public',
    body: FactorProof,
    status: 201,
    response: Me,
    errors: ['factor-refused', 'ticket-refused', 'too-many-requests'],
  }),
  firstFactor: endpoint({
    id: 'firstFactor',
    method: 'POST',
    path: '/api/v1/session/first-factor',
    tag: 'session',
    summary: 'Sign in to an account that has a password only, by adding its first factor',
    auth: 'public',
    body: NewFactor,
    status: 201,
    response: Me,
    errors: ['factor-refused', 'ticket-refused', 'too-many-requests'],
  }),
  signOut: endpoint({
    id: 'signOut',
    method: 'DELETE',
    path: '/api/v1/session',
    tag: 'session',
    summary: 'Sign out',
    auth: 'session',
    permission: 'own',
    status: 200,
    response: SignedOut,
    errors: [],
  }),
  me: endpoint({
    id: 'me',
    method: 'GET',
    path: '/api/v1/me',
    tag: 'session',
    summary: 'The signed-in person',
    auth: 'session',
    permission: 'own',
    status: 200,
    response: Me,
    errors: [],
  }),
};
