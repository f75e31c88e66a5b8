export { EraseLeavers } from './erasure/erase-leavers.js';
export { Leavers } from './leavers.js';
export { LeaversModule } from './leavers.module.js';
export { MailLinks } from './mail-links.js';
export type { LeavingCause } from '../people/index.js';
