export { SESSION_COOKIE } from './cookie.js';
export { type OpenedSession, OpenSession } from './open-session.js';
export { SessionsModule } from './sessions.module.js';
