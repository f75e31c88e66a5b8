export { AgentCredential, type Credential } from './agent-credential.js';
export type { AgentSecrets, Begun, DpopJwk } from './agent-secrets.js';
export { AuthorizationClient } from './authorization-client.js';
export { letInByBrowser } from './browser-grant.js';
export type { TokensGiven } from './authorization-client.js';
export { newDpopKey } from './dpop-key.js';
export type { KeptSecrets } from './kept-secrets.js';
export { halfDoneSecrets, keptSecrets, secretsForEnrolling } from './secret-place.js';
export type { KeyStore } from './secret-store.js';
