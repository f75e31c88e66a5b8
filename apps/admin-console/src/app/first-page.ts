import { inject } from '@angular/core';
import { PAGES } from './pages';
import { Session } from './session/session';

/** Where one lands: the first page that one's role may see. */
export const firstPage = (): string => {
  const session = inject(Session);
  return PAGES.find(({ permission }) => session.may(permission))?.path ?? 'account';
};
