import type { EntityManager } from 'typeorm';
import type { OpenSessionRow } from './open-session-rows.js';

/**
 * Port: where a session of single sign-on goes to be ended at the identity provider too. A port, because single sign-on
 * opens sessions: the other arrow would close a circle.
 */
export abstract class SingleLogout {
  /** The address with the signed LogoutRequest; undefined when the session has none to go to. */
  abstract start(db: EntityManager, companyId: string, session: OpenSessionRow): Promise<string | undefined>;
}
