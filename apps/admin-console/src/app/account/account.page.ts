import { ChangeDetectionStrategy, Component, computed, inject, linkedSignal } from '@angular/core';
import type { Account } from '@holdfast/contracts';
import { read } from '../api/read';
import { getAccount } from '../client/fn/account/get-account';
import { Freshness } from '../look/freshness';
import { Session } from '../session/session';
import { ROLE_TEXTS } from '../text/role-texts';
import { ConfirmCard } from './confirm-card';
import { Confirmation } from './confirmation';
import { FactorsCard } from './factors-card';
import { PasswordCard } from './password-card';
import { RemindersCard } from './reminders-card';
import { SessionsCard } from './sessions-card';

/** Who I am here, where I am signed in, and by what. */
@Component({
  imports: [ConfirmCard, FactorsCard, Freshness, PasswordCard, RemindersCard, SessionsCard],
  providers: [Confirmation],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @if (me(); as me) {
      <div class="top">
        <div>
          <h1>{{ me.employee.name }}</h1>
          <p class="lead">{{ me.employee.email }} · {{ me.company.name }} · {{ role() }}</p>
        </div>
      </div>
    }
    @if (confirmation.asked()) {
      <hf-confirm />
    }
    <hf-freshness [reading]="reading" failed="Your account could not be read." i18n-failed />
    @if (account(); as account) {
      @if (account.breakGlass; as breakGlass) {
        <hf-factors [account]="breakGlass" (changed)="keep($event)" />
        <hf-password [setOn]="breakGlass.passwordSetOn" (changed)="reading.reload()" />
      } @else {
        <section class="card">
          <h2 i18n>How you sign in</h2>
          <p class="quiet" i18n>
            By your company's identity provider. Password and second factor are kept and changed there, not
            here.
          </p>
        </section>
      }
    }
    <hf-reminders />
    <hf-sessions />
  `,
})
export class AccountPage {
  readonly confirmation = inject(Confirmation);
  readonly me = inject(Session).me;
  readonly role = computed(() => {
    const role = this.me()?.employee.role;
    return role === undefined ? '' : ROLE_TEXTS[role];
  });
  readonly reading = read(getAccount, () => ({}));
  readonly account = linkedSignal<Account | undefined>(() => this.reading.value());

  keep(account: Account): void {
    this.account.set(account);
  }
}
