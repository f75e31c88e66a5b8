export { Audit, INSTALLATION } from './audit.js';
export { makePartitions } from './audit-rows.js';
export { type AuditEvent, type Doer, doerOf } from './audit-event.js';
export { AuditModule } from './audit.module.js';
export {
  type EventFilter,
  eventsAbout,
  eventsAfter,
  eventsBefore,
  hashAt,
  headRow,
  recordOf,
} from './event-rows.js';
