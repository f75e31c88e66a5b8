import { z } from 'zod';
import { ROLES } from '../roles/roles.js';
import { SSO_REFUSALS } from '../sso/sso-refusals.js';
import { SsoAttributes, SsoSettings } from '../sso/sso-settings.js';
import { endpoint } from './endpoint.js';
import { IdParams, Moment } from './paging.js';

/** What a person needs to recognise a certificate. `fingerprint`: SHA-256 in hex. */
export const CertificateView = z.object({
  subject: z.string(),
  fingerprint: z.string(),
  expiresOn: z.iso.date(),
});

/** A test login: what came, and what Holdfast would make of it. Kept until the next one. */
export const SsoTest = z.object({
  at: Moment,
  passed: z.boolean(),
  /** Why it did not pass, with the detail in words for the person who sets it up. */
  refusal: z.object({ code: z.enum(SSO_REFUSALS), detail: z.string() }).nullable(),
  received: z
    .object({
      nameId: z.string(),
      nameIdFormat: z.string(),
      signed: z.array(z.enum(['response', 'assertion'])),
      encrypted: z.boolean(),
      attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
    })
    .nullable(),
  mapped: z
    .object({
      name: z.string(),
      email: z.string(),
      department: z.string().nullable(),
      role: z.enum(ROLES),
      groups: z.array(z.string()),
    })
    .nullable(),
});
export type SsoTest = z.infer<typeof SsoTest>;

/** One connection to an identity provider. `live` is what people sign in by now, `draft` what is being prepared. */
export const SsoConnection = z.object({
  id: z.uuid(),
  name: z.string(),
  live: SsoSettings.nullable(),
  draft: SsoSettings.nullable(),
  /** The last test login of the draft as it stands: null after any change of it. */
  test: SsoTest.nullable(),
  /** The draft passed its test and may be switched on. */
  mayBeSwitchedOn: z.boolean(),
  certificates: z.array(CertificateView),
  metadataReadAt: Moment.nullable(),
  /** What the identity provider has to know of Holdfast. */
  serviceProvider: z.object({
    entityId: z.url(),
    acsUrl: z.url(),
    sloUrl: z.url(),
    metadataUrl: z.url(),
    /** Where people sign in, and where a test begins with `?test=1`. */
    signInUrl: z.url(),
    certificate: CertificateView,
  }),
});
export type SsoConnection = z.infer<typeof SsoConnection>;

const SETTABLE = SsoSettings.pick({
  signed: true,
  encryptedOnly: true,
  groups: true,
  joinOnSignIn: true,
  linkByEmail: true,
});
export const ChangeSsoDraft = SETTABLE.extend({ attributes: SsoAttributes }).partial().strict();

/** Metadata by its address (https) or as XML text. */
export const ImportMetadata = z.union([
  z.strictObject({ url: z.url().max(2000) }),
  z.strictObject({ xml: z.string().min(1).max(500_000) }),
]);

const path = '/api/v1/sso/connections';
const change = { auth: 'session', tag: 'sso', permission: 'sso.change', params: IdParams } as const;

export const ssoEndpoints = {
  listSsoConnections: endpoint({
    id: 'listSsoConnections',
    method: 'GET',
    path,
    tag: 'sso',
    summary: 'Connections to identity providers',
    auth: 'session',
    permission: 'sso.read',
    withheld: [{ path: 'items.test', unless: 'sso.change' }],
    status: 200,
    response: z.object({ items: z.array(SsoConnection) }),
    errors: [],
  }),
  addSsoConnection: endpoint({
    id: 'addSsoConnection',
    method: 'POST',
    path,
    tag: 'sso',
    summary: 'Begin a connection: makes our own keys and addresses, which the identity provider needs first',
    auth: 'session',
    permission: 'sso.change',
    body: z.strictObject({ name: z.string().trim().min(1).max(120) }),
    status: 201,
    response: SsoConnection,
    errors: ['version-conflict'],
  }),
  importSsoMetadata: endpoint({
    ...change,
    id: 'importSsoMetadata',
    method: 'PUT',
    path: `${path}/:id/metadata`,
    summary: "Read the identity provider's metadata into the draft",
    body: ImportMetadata,
    status: 200,
    response: SsoConnection,
    errors: ['not-found', 'sso-metadata-refused', 'sso-metadata-unreachable'],
  }),
  changeSsoDraft: endpoint({
    ...change,
    id: 'changeSsoDraft',
    method: 'PATCH',
    path: `${path}/:id/draft`,
    summary: 'Change what the draft reads from assertions and whom it lets in',
    body: ChangeSsoDraft,
    status: 200,
    response: SsoConnection,
    errors: ['not-found', 'version-conflict'],
  }),
  discardSsoDraft: endpoint({
    ...change,
    id: 'discardSsoDraft',
    method: 'DELETE',
    path: `${path}/:id/draft`,
    summary: 'Throw the draft away; what is live goes on',
    status: 200,
    response: SsoConnection,
    errors: ['not-found'],
  }),
  switchOnSso: endpoint({
    ...change,
    permission: 'sso.switch',
    id: 'switchOnSso',
    method: 'POST',
    path: `${path}/:id/switch-on`,
    summary: 'Let people sign in by the draft; refused unless its test login passed as it stands',
    status: 200,
    response: SsoConnection,
    errors: ['not-found', 'sso-not-tested'],
  }),
  switchOffSso: endpoint({
    ...change,
    id: 'switchOffSso',
    method: 'POST',
    path: `${path}/:id/switch-off`,
    summary: 'Let nobody sign in by it; sessions that it opened go on unless asked to end',
    body: z.strictObject({ endSessions: z.boolean() }),
    status: 200,
    response: SsoConnection,
    errors: ['not-found'],
  }),
  removeSsoConnection: endpoint({
    ...change,
    id: 'removeSsoConnection',
    method: 'DELETE',
    path: `${path}/:id`,
    summary: 'Remove a connection that is switched off',
    status: 204,
    errors: ['not-found', 'version-conflict'],
  }),
};

const browser = { auth: 'browser', tag: 'browser', params: IdParams, status: 303, errors: [] } as const;

/** Where browsers go and come from an identity provider. Answers are redirects, never JSON. */
export const ssoBrowserEndpoints = {
  ssoStart: endpoint({
    ...browser,
    id: 'ssoStart',
    method: 'GET',
    path: '/auth/sso/:id',
    summary: 'Go to the identity provider with a signed AuthnRequest',
    query: z.object({ returnTo: z.string().max(500).optional(), test: z.literal('1').optional() }),
  }),
  ssoAcs: endpoint({
    ...browser,
    id: 'ssoAcs',
    method: 'POST',
    path: '/saml/:id/acs',
    summary: 'Assertion consumer service (HTTP-POST binding)',
  }),
  ssoComplete: endpoint({
    id: 'ssoComplete',
    method: 'GET',
    path: '/auth/complete',
    tag: 'browser',
    summary: 'The same browser takes the session that its sign-in earned',
    auth: 'browser',
    query: z.object({ code: z.string().min(1).max(100) }),
    status: 303,
    errors: [],
  }),
  ssoLogout: endpoint({
    ...browser,
    id: 'ssoLogout',
    method: 'GET',
    path: '/saml/:id/slo',
    summary: 'Single logout (HTTP-Redirect binding): requests of the provider, and its answers to ours',
  }),
  ssoLogoutPost: endpoint({
    ...browser,
    id: 'ssoLogoutPost',
    method: 'POST',
    path: '/saml/:id/slo',
    summary: 'Single logout (HTTP-POST binding)',
  }),
  ssoMetadata: endpoint({
    ...browser,
    id: 'ssoMetadata',
    method: 'GET',
    path: '/saml/:id/metadata',
    summary: 'Metadata of Holdfast as service provider',
    status: 200,
    contentType: 'application/samlmetadata+xml',
    errors: ['not-found'],
  }),
};
