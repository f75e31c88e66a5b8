import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SessionCaller } from '../http/caller.js';
import { DomainError } from '../problems/domain-error.js';
import { isConfirmed, keepConfirmed } from './confirmation-rows.js';

/** Sessions whose person has lately proven to be still the same. Both methods join a transaction. */
@Injectable()
export class Confirmations {
  keep(db: EntityManager, { companyId, sessionId }: SessionCaller): Promise<void> {
    return keepConfirmed(db, companyId, sessionId);
  }

  /** Throws `confirmation-needed`. */
  async require(db: EntityManager, { companyId, sessionId }: SessionCaller): Promise<void> {
    if (await isConfirmed(db, companyId, sessionId)) return;
    throw new DomainError(
      'confirmation-needed',
      'This changes how your account is proven. Nothing was changed. Confirm with a second factor first.',
    );
  }
}
