import { DOCUMENT, effect, inject, Injectable, signal } from '@angular/core';

export type ThemeChoice = 'system' | 'light' | 'dark';
const KEY = 'holdfast.theme';
const isChoice = (text: string | null): text is ThemeChoice =>
  text === 'system' || text === 'light' || text === 'dark';

/** Light or dark: the system's unless the person chose, kept in this browser only. */
@Injectable({ providedIn: 'root' })
export class Theme {
  readonly #document = inject(DOCUMENT);
  readonly choice = signal<ThemeChoice>(this.#stored());

  constructor() {
    effect(() => {
      const choice = this.choice();
      const root = this.#document.documentElement;
      if (choice === 'system') root.removeAttribute('data-theme');
      else root.setAttribute('data-theme', choice);
    });
  }

  choose(choice: ThemeChoice): void {
    this.choice.set(choice);
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // A browser that stores nothing still shows the choice until it is closed.
    }
  }

  #stored(): ThemeChoice {
    try {
      const stored = localStorage.getItem(KEY);
      return isChoice(stored) ? stored : 'system';
    } catch {
      return 'system';
    }
  }
}
