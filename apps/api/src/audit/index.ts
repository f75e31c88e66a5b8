export { Audit, INSTALLATION } from './audit.js';
export { type AuditEvent, type Doer, doerOf } from './audit-event.js';
export { AuditModule } from './audit.module.js';
export { eventsAbout, recordOf } from './event-rows.js';
