export { clearSessionCookie, SESSION_COOKIE, sessionTokenOf, setSessionCookie } from './cookie.js';
export { Confirmations } from './confirmations.js';
export { EndSessions } from './end-sessions.js';
export { FactorThrottle } from './factor-throttle.js';
export { type OpenedSession, OpenSession } from './open-session.js';
export {
  type OpenSessionRow,
  openSessionsByNameId,
  openSessionsOfConnection,
  type SessionOrigin,
} from './open-session-rows.js';
export { PersonSessions } from './person-sessions.js';
export { SessionsModule } from './sessions.module.js';
export { FindCaller } from './find-caller.js';
export { SignInRefusals } from './sign-in-refusals.js';
export { SingleSignOn } from './single-sign-on.js';
export { type Visit, visitOf } from './visit.js';
export { eraseSessionsOf } from './erase-rows.js';
