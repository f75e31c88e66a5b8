export { DirectoryEntry } from './directory-entry.js';
export { Entry, SESSION_IDLE_SECONDS, SESSION_SECONDS } from './entry.js';
export { EntryModule } from './entry.module.js';
export type { EntryRow } from './entry-rows.js';
export { OperatorEntry } from './operator-entry.js';
export { SsoEntry } from './sso-entry.js';
export { Throttle, type ThrottleRule } from './throttle.js';
export { tokenHash } from './token-hash.js';
