export { DatabaseModule, DatabaseProbe } from './database.module.js';
export { migrate, NewerSchemaError } from './migrate.js';
export { GatheredByCompany } from './gathered.js';
export { type Prepared, runPrepared } from './prepared.js';
export { Installation, Tenant, TenantJobs } from './tenant.js';
export { openDatabase, type OpenDatabase } from './open-database.js';
