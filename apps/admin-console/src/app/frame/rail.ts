import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatMenu, MatMenuItem, MatMenuTrigger } from '@angular/material/menu';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink, RouterLinkActive } from '@angular/router';
import type { Me } from '@holdfast/contracts';
import { Icon } from '../look/icon';
import { PAGES } from '../pages';
import { ROLE_TEXTS } from '../text/role-texts';
import { Session } from '../session/session';
import { SignOut } from './sign-out';
import { Theme } from './theme';

/** The console's rail: the company on top, the pages, the person at the bottom. */
@Component({
  selector: 'hf-rail',
  imports: [Icon, MatButton, MatMenu, MatMenuItem, MatMenuTrigger, MatTooltip, RouterLink, RouterLinkActive],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './rail.html',
})
export class Rail {
  readonly #session = inject(Session);
  readonly #signOut = inject(SignOut);
  readonly theme = inject(Theme);
  readonly me = input<Me>();
  /** Open gaps, beside their entry. */
  readonly gaps = input<number>();
  readonly pages = computed(() => PAGES.filter(({ permission }) => this.#session.may(permission)));
  /** Below its address stands another page of the rail, which is then the one that is open. */
  readonly hasPagesBelow = (path: string): boolean => PAGES.some((page) => page.path.startsWith(`${path}/`));
  readonly roles = ROLE_TEXTS;

  signOut(): void {
    void this.#signOut.run();
  }
}
