import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '../session/session';
import { ROLE_TEXTS } from '../text/role-texts';

/** What stands where a page would be that one's role does not reach. No error: nothing went wrong. */
@Component({
  imports: [RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="top"><h1 i18n>Your role does not reach this page</h1></div>
    <section class="card">
      <p i18n>
        You are signed in as {{ role() }} of {{ company() }}, and this page is for others. Nothing was
        changed.
      </p>
      <p class="quiet" i18n>If you need it for your work, ask an owner of the company for another role.</p>
      <a class="link" routerLink="/" i18n>To the first page that is yours</a>
    </section>
  `,
})
export class NotForRolePage {
  readonly #me = inject(Session).me;
  readonly role = computed(() => {
    const role = this.#me()?.employee.role;
    return role === undefined ? '' : ROLE_TEXTS[role];
  });
  readonly company = computed(() => this.#me()?.company.name ?? '');
}
