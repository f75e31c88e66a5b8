import { DestroyRef, DOCUMENT, inject } from '@angular/core';
import type { Reading } from './read';

/** A page nobody looks at asks this seldom. */
export const HIDDEN_PERIOD_MS = 15_000;

/**
 * Reloads a reading for as long as its page lives: every `period()` ms while the page is visible, else every
 * 15 s, and at once when it becomes visible again. One request at a time: a slow server is never asked twice.
 */
export function refresh(readings: readonly Reading<unknown>[], period: () => number): void {
  const document = inject(DOCUMENT);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    for (const reading of readings) if (!reading.loading()) reading.reload();
    next();
  };
  const next = () => {
    clearTimeout(timer);
    timer = setTimeout(now, document.hidden ? Math.max(HIDDEN_PERIOD_MS, period()) : period());
  };
  const seen = () => {
    if (!document.hidden) now();
  };
  document.addEventListener('visibilitychange', seen);
  next();
  inject(DestroyRef).onDestroy(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  });
}
