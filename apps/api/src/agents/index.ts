export { AgentsModule } from './agents.module.js';
export { RevokeAgent } from './revoke-agent.js';
