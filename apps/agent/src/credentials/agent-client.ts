/** The client that every agent is: it has no secret of its own, its key and PKCE stand in for one (RFC 8252). */
export const CLIENT_ID = 'holdfast-agent';
export const SCOPE = 'agent';
export const ENROLMENT_TOKEN_GRANT = 'urn:holdfast:params:oauth:grant-type:enrolment-token';

export const issuerOf = (origin: string): string => `${origin}/oauth`;
