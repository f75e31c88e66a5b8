export * from './caller.js';
export * from './cursor.js';
export * from './date-of.js';
export { endpointOf } from './endpoint-of.js';
export * from './request-id.js';
export * from './route.js';
export * from './safe-cell.js';
export * from './same-origin.js';
export * from './validation-pipe.js';
