import { APPOINTED_ROLES, may, type Role } from '@holdfast/contracts';
import { DomainError } from '../problems/domain-error.js';

/**
 * Requires that who has the role `by` may give or take each of `roles`: an admin rules over those below, not over equals.
 * @throws DomainError `role-refused`
 */
export const requireAppointing = (by: Role, ...roles: readonly Role[]): void => {
  if (may(by, 'people.appoint') || !roles.some((role) => APPOINTED_ROLES.includes(role))) return;
  throw new DomainError(
    'role-refused',
    'Only an owner gives and takes the roles owner, admin and privacy officer. Nothing was changed.',
  );
};
