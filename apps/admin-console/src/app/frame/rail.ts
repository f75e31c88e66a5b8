import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import type { Me } from '@holdfast/contracts';
import { filter, map } from 'rxjs';
import { Icon } from '../look/icon';
import { PAGES } from '../pages';
import { ROLE_TEXTS } from '../text/role-texts';
import { Session } from '../session/session';
import { openPage } from './open-page';
import { SignOut } from './sign-out';
import { Theme } from './theme';

/** The console's rail: the company on top, the pages, the person at the bottom. */
@Component({
  selector: 'hf-rail',
  imports: [Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, MatTooltip, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rail.html',
})
export class Rail {
  readonly #session = inject(Session);
  readonly #signOut = inject(SignOut);
  readonly #router = inject(Router);
  readonly #url = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(({ urlAfterRedirects }) => urlAfterRedirects),
    ),
    { initialValue: this.#router.url },
  );
  readonly theme = inject(Theme);
  readonly me = input<Me>();
  /** Open gaps, beside their entry. */
  readonly gaps = input<number>();
  readonly pages = computed(() =>
    PAGES.filter(({ permission, under }) => under === undefined && this.#session.may(permission)),
  );
  readonly open = computed(() => openPage(this.#url()));
  readonly roles = ROLE_TEXTS;

  signOut(): void {
    void this.#signOut.run();
  }
}
