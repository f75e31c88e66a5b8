import { DOCUMENT, DestroyRef, inject } from '@angular/core';
import { Router } from '@angular/router';
import { PAGES } from '../pages';
import { Session } from '../session/session';

export interface KeyActions {
  showKeys(): void;
  openPalette(): void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The console's keys: `g` and a letter go to a page, `/` to the search field, `?` lists them, Ctrl/⌘ K finds. */
export function listenToKeys(actions: KeyActions): void {
  const document = inject(DOCUMENT);
  const router = inject(Router);
  const session = inject(Session);
  let goUntil = 0;
  const pressed = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      actions.openPalette();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const page =
      Date.now() < goUntil
        ? PAGES.find(({ key, permission }) => key === event.key && session.may(permission))
        : undefined;
    goUntil = 0;
    if (page !== undefined) void router.navigateByUrl(`/${page.path}`);
    else if (event.key === 'g') goUntil = Date.now() + 1500;
    else if (event.key === '?') actions.showKeys();
    else if (event.key === '/') {
      const search = document.querySelector<HTMLInputElement>('main input[type=search]');
      if (search !== null) {
        event.preventDefault();
        search.focus();
      }
    }
  };
  document.addEventListener('keydown', pressed);
  inject(DestroyRef).onDestroy(() => {
    document.removeEventListener('keydown', pressed);
  });
}
