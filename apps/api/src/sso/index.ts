export { RefreshMetadata } from './refresh-metadata.js';
export { SsoModule } from './sso.module.js';
export { eraseIdentitiesOf } from './erase-rows.js';
