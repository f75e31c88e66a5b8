import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Session } from '../session/session';
import { SETTINGS_PAGES } from './settings-pages';

/** The pages of the settings beside each other; who reaches one only sees no choice. */
@Component({
  imports: [RouterLink, RouterLinkActive, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (pages().length > 1) {
      <nav class="filters" aria-label="Settings" i18n-aria-label>
        @for (page of pages(); track page.path) {
          <a
            class="chip"
            [routerLink]="['/settings', page.path]"
            routerLinkActive
            ariaCurrentWhenActive="page"
            >{{ page.title }}</a
          >
        }
      </nav>
    }
    <router-outlet />
  `,
})
export class SettingsFrame {
  readonly #session = inject(Session);
  readonly pages = computed(() => SETTINGS_PAGES.filter(({ permission }) => this.#session.may(permission)));
}
