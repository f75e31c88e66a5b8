export { AgentCredential, type Credential } from './agent-credential.js';
export type { AgentSecrets, Begun } from './agent-secrets.js';
export { AuthorizationClient } from './authorization-client.js';
export type { TokensGiven } from './authorization-client.js';
export { newDpopKey } from './dpop-key.js';
export { fileStore } from './file-store.js';
export { KeptSecrets } from './kept-secrets.js';
export type { KeyStore } from './secret-store.js';
