import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import type { Permission } from '@holdfast/contracts';
import { Session } from './session';

/** Where the page stands that says so. */
export const NOT_FOR_ROLE = 'not-for-your-role';

/**
 * Lets whoever has the permission onto a page; others read, at the same address, that their role does not reach it. The api
 * decides again: this only spares a person a page of errors.
 */
export const reaches =
  (permission: Permission | readonly Permission[]): CanActivateFn =>
  (_route, state) => {
    if (inject(Session).may(permission)) return true;
    const instead = inject(Router).createUrlTree(['/', NOT_FOR_ROLE]);
    return new RedirectCommand(instead, { browserUrl: state.url });
  };
