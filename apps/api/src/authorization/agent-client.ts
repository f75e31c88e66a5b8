import type { ClientMetadata } from 'oidc-provider';

/** The one client: every agent. It keeps no secret of its own; its key and PKCE stand in for one (RFC 8252). */
export const CLIENT_ID = 'holdfast-agent';
export const SCOPE = 'agent';
export const ENROLMENT_TOKEN_GRANT = 'urn:holdfast:params:oauth:grant-type:enrolment-token';

export const ACCESS_TOKEN_SECONDS = 600;
export const REFRESH_TOKEN_SECONDS = 30 * 86_400;
export const GRANT_SECONDS = 180 * 86_400;
/** A person signs in meanwhile, and may have to look for their second factor. */
export const INTERACTION_SECONDS = 1800;
export const CODE_SECONDS = 60;

export const AGENT_CLIENT: ClientMetadata = {
  client_id: CLIENT_ID,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  // Any port of them (RFC 8252, section 7.3).
  redirect_uris: ['http://127.0.0.1/callback', 'http://[::1]/callback'],
  grant_types: ['authorization_code', 'refresh_token', ENROLMENT_TOKEN_GRANT],
  response_types: ['code'],
  scope: SCOPE,
  dpop_bound_access_tokens: true,
  id_token_signed_response_alg: 'ES256',
};

/** Where agents' calls go: the audience of their access tokens. */
export const resourceOf = (publicOrigin: string): string => `${publicOrigin}/agent/v1`;
export const issuerOf = (publicOrigin: string): string => `${publicOrigin}/oauth`;
