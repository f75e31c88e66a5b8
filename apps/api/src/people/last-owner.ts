import { DomainError } from '../problems/domain-error.js';

/** Refuses what would leave a company without an active owner. */
export const lastOwner = (): DomainError =>
  new DomainError(
    'last-owner',
    'This is the last active owner: without one nobody could appoint another. Nothing was changed. Make somebody else ' +
      'an owner first.',
  );
