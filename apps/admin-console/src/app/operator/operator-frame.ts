import { ChangeDetectionStrategy, Component, type ElementRef, inject, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Changes } from '../api/change';
import { operatorSignOut } from '../client/fn/operator/operator-sign-out';
import { Theme } from '../frame/theme';
import { Icon } from '../look/icon';
import { Say } from '../look/say';
import { OperatorSession } from './operator-session';

/** What every page of operators stands in: the shell of the console, with the operators' own few pages. */
@Component({
  imports: [Icon, MatButton, RouterLink, RouterLinkActive, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './operator-frame.html',
})
export class OperatorFrame {
  readonly #session = inject(OperatorSession);
  readonly #router = inject(Router);
  readonly #say = inject(Say);
  readonly leaving = inject(Changes).of(operatorSignOut);
  readonly me = this.#session.me;
  readonly page = viewChild.required<ElementRef<HTMLElement>>('page');

  constructor() {
    // Made here so that the stored choice is applied before the first page is seen.
    inject(Theme);
  }

  skip(event: Event): void {
    event.preventDefault();
    this.page().nativeElement.focus();
  }

  async signOut(): Promise<void> {
    await this.leaving.run(undefined);
    const fault = this.leaving.fault();
    if (fault !== undefined && fault.status !== 401) {
      this.#say.failed($localize`You are still signed in.`, fault);
      return;
    }
    this.#session.ended();
    await this.#router.navigate(['/operator/sign-in']);
  }
}
