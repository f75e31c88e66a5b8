export { Leavers, type LeavingCause } from './leavers.js';
export { LeaversModule } from './leavers.module.js';
