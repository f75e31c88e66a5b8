import type { EntityManager } from 'typeorm';
import type { OpenSessionRow } from './open-session-rows.js';

/**
 * Port: what sessions need of single sign-on. A port, because single sign-on opens sessions: the other arrow would close a
 * circle.
 */
export abstract class SingleSignOn {
  /** Where everybody of this installation signs in; null where there is none, or more than one company. */
  abstract everybody(): Promise<{ signInUrl: string } | null>;

  /** Where a session goes to be ended at the identity provider too; undefined when there is nowhere to go. */
  abstract logoutUrl(
    db: EntityManager,
    companyId: string,
    session: OpenSessionRow,
  ): Promise<string | undefined>;
}
