export { FactorRefusal, ticketRefused } from './factor-refusal.js';
export { FactorsModule } from './factors.module.js';
export { type Named, NewFactors } from './new-factors.js';
export { OwnFactors } from './own-factors.js';
export { Passwords } from './passwords.js';
export type { Person } from './person.js';
export { SecondFactor } from './second-factor.js';
export { type Ticket, Tickets, type TicketUse } from './tickets.js';
export { eraseFactorsOf } from './erase-rows.js';
