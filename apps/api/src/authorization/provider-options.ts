import { generateKeyPairSync } from 'node:crypto';
import { type Configuration as Options, errors, type JWK } from 'oidc-provider';
import { parseAccountId } from './agent-account.js';
import {
  ACCESS_TOKEN_SECONDS,
  AGENT_CLIENT,
  CODE_SECONDS,
  GRANT_SECONDS,
  INTERACTION_SECONDS,
  REFRESH_TOKEN_SECONDS,
  resourceOf,
  SCOPE,
} from './agent-client.js';
import type { AuthorizationKeys } from './authorization-keys.js';

const OFF = { enabled: false } as const;

/** The authorization server makes no ID token and so signs nothing with it, but it wants a key; never kept, never used. */
const unusedKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' } as JWK;
};

/** Lifetimes in seconds: a refresh token slides for 30 days, until its grant is 180 days old. */
const TTL: Options['ttl'] = {
  AccessToken: ACCESS_TOKEN_SECONDS,
  AuthorizationCode: CODE_SECONDS,
  Grant: GRANT_SECONDS,
  Interaction: INTERACTION_SECONDS,
  RefreshToken: (_ctx, token) =>
    Math.max(1, Math.min(REFRESH_TOKEN_SECONDS, GRANT_SECONDS - token.totalLifetime())),
  Session: INTERACTION_SECONDS,
};

/** What the person is shown, and the key that the tokens will be bound to: a request without them is none of an agent. */
const EXTRA_PARAMS: Options['extraParams'] = {
  workstation_label: (ctx, label) => {
    if (!ctx.oidc.params?.['dpop_jkt']) throw new errors.InvalidRequest('dpop_jkt is required');
    if (typeof label !== 'string' || label.trim().length < 1 || label.length > 64)
      throw new errors.InvalidRequest('workstation_label must have 1 to 64 characters');
  },
  workstation_os: (_ctx, os) => {
    if (!['linux', 'macos', 'windows', 'other'].includes(os ?? ''))
      throw new errors.InvalidRequest('workstation_os must be linux, macos, windows or other');
  },
};

/** What the authorization server does, and what it does not: each feature that agents do not need is off. */
export const providerOptions = (
  publicOrigin: string,
  keys: AuthorizationKeys,
): Omit<Options, 'adapter' | 'findAccount' | 'renderError' | 'interactions'> => {
  const resource = resourceOf(publicOrigin);
  const cookie = { httpOnly: true, sameSite: 'lax', secure: publicOrigin.startsWith('https:') } as const;
  return {
    clients: [AGENT_CLIENT],
    clientAuthMethods: ['none'],
    clientBasedCORS: () => false,
    responseTypes: ['code'],
    scopes: [SCOPE],
    claims: {},
    jwks: { keys: [unusedKey()] },
    enabledJWA: { dPoPSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    revokeGrantPolicy: () => true,
    clockTolerance: 0,
    ttl: TTL,
    extraParams: EXTRA_PARAMS,
    cookies: {
      keys: [keys.cookies],
      names: { session: 'hf_oauth', interaction: 'hf_enrol', resume: 'hf_enrol_resume' },
      long: cookie,
      // The console's page shows it, the api decides: the cookie goes where the decision is made.
      short: { ...cookie, path: '/api/v1/agent-authorizations' },
    },
    formats: {
      bitsOfOpaqueRandomness: 256,
      customizers: {
        jwt: (_ctx, token, { payload }) => {
          const account = parseAccountId('accountId' in token ? token.accountId : undefined);
          if (!account) throw new Error('An access token without an agent');
          Object.assign(payload, {
            sub: account.agentId,
            company: account.companyId,
            employee: account.employeeId,
          });
        },
      },
    },
    features: {
      dPoP: { enabled: true, nonceSecret: keys.nonces, requireNonce: () => true, allowReplay: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, asked) => {
          if (asked !== resource) throw new errors.InvalidTarget();
          return {
            scope: SCOPE,
            audience: resource,
            accessTokenTTL: ACCESS_TOKEN_SECONDS,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'HS256', key: keys.accessTokens } },
          };
        },
      },
      revocation: {
        enabled: true,
        // Only what is good for something now: an old token that turns up somewhere ends nothing.
        allowedPolicy: (_ctx, client, token) =>
          token.clientId === client.clientId && !('consumed' in token && token.consumed),
      },
      devInteractions: OFF,
      rpInitiatedLogout: OFF,
      userinfo: OFF,
      pushedAuthorizationRequests: OFF,
    },
  };
};
