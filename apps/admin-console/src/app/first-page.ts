import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { PAGES } from './pages';
import { Session } from './session/session';

/** Where one lands: the first page that one's role may see. A guard, as those above it have to know first who is there. */
export const toFirstPage: CanActivateFn = () => {
  const session = inject(Session);
  const path = PAGES.find(({ permission }) => session.may(permission))?.path ?? 'account';
  return inject(Router).parseUrl(`/${path}`);
};
