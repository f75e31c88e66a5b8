export { clearSessionCookie, SESSION_COOKIE, sessionTokenOf, setSessionCookie } from './cookie.js';
export { EndSessions } from './end-sessions.js';
export { type OpenedSession, OpenSession } from './open-session.js';
export {
  type OpenSessionRow,
  openSessionsByNameId,
  openSessionsOfConnection,
  type SessionOrigin,
} from './open-session-rows.js';
export { SessionsModule } from './sessions.module.js';
export { FindCaller } from './find-caller.js';
export { SingleSignOn } from './single-sign-on.js';
export { type Visit, visitOf } from './visit.js';
