export { type AccessToken, AccessTokens } from './access-tokens.js';
export { AuthorizationModule } from './authorization.module.js';
export { AuthorizationServer } from './authorization-server.js';
export { DpopNonces } from './dpop-nonces.js';
export { parseProof, proves, spentAs } from './dpop-proof.js';
export { RevokeAgent } from './revoke-agent.js';
