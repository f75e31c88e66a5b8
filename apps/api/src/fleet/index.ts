export type { FleetAgent, RevokedBecause } from './agent-rows.js';
export type { NewCommand } from './command-rows.js';
export type { CheckInFacts, CheckInNews } from './check-in-rows.js';
export { Fleet } from './fleet.js';
export { FleetModule } from './fleet.module.js';
export type { FleetPhone, PhonePageFilter } from './phone-rows.js';
export { coarsenFleetTimes, deleteOldCommands } from './old-rows.js';
export { agentIdsOf, eraseFleetOf } from './erase-rows.js';
