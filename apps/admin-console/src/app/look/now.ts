import { DestroyRef, inject, Injectable, signal } from '@angular/core';

/** The time as pages tell it, moved on every 15 s, so that "2 minutes ago" stays true without a reload. */
@Injectable({ providedIn: 'root' })
export class Now {
  readonly #now = signal(new Date());
  readonly now = this.#now.asReadonly();

  constructor() {
    const timer = setInterval(() => {
      this.#now.set(new Date());
    }, 15_000);
    inject(DestroyRef).onDestroy(() => {
      clearInterval(timer);
    });
  }
}
